package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"appraise/cmd/internal/app"
)

func newMesh(o *options) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "mesh",
		Short: "Import and look up subject headings (MeSH)",
		Long: `Subject headings make exp Back Pain/ and back pain[mh] find the narrower headings
too, and let bare words of a Boolean search find the heading they are a name of,
as PubMed does. The file is published by the National Library of Medicine and
does not come with this program; without it, headings are exploded only as far
as the library's own records tell where they stand.`,
		Example: `  appraise mesh import desc2026.xml
  appraise mesh show backache`,
	}
	cmd.AddCommand(o.newMeshImport(), o.newMeshShow())
	return cmd
}

func (o *options) newMeshImport() *cobra.Command {
	return o.changes(&cobra.Command{
		Use: "import FILE", Short: "Import the headings of a year (desc2026.xml, also .gz, or d2026.bin)",
		Example: "  appraise mesh import desc2026.xml.gz",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return o.withApp(cmd, func(a *app.App) error {
				f, err := os.Open(args[0])
				if err != nil {
					return fmt.Errorf("importing subject headings: %w", err)
				}
				defer f.Close()
				show := o.progress("Reading", "headings")
				got, err := a.ImportHeadings(cmd.Context(), f, args[0], show.at)
				show.close()
				if err != nil {
					return err
				}
				if o.json {
					return o.printJSON(got)
				}
				verb := "Imported"
				if o.dryRun {
					verb = "Would import"
				}
				o.say("%s %s and %s from %s.", verb, count(got.Headings, "heading", "headings"), count(got.Entries, "entry term", "entry terms"), got.Source)
				return nil
			})
		},
	})
}

func (o *options) newMeshShow() *cobra.Command {
	return &cobra.Command{
		Use: "show HEADING", Short: "Show a heading, its other names and what is below it",
		Example: "  appraise mesh show 'low back pain'\n  appraise mesh show backache --json",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return o.withApp(cmd, func(a *app.App) error {
				p, err := a.Heading(cmd.Context(), strings.Join(args, " "))
				if err != nil {
					return err
				}
				if o.json {
					return o.printJSON(p)
				}
				o.printHeading(p)
				return nil
			})
		},
	}
}

func (o *options) printHeading(p app.HeadingPage) {
	o.say("%s  %s", o.style(bold, p.Name), p.UI)
	if p.Studies != nil && p.Exploded != nil {
		o.wrap("", fmt.Sprintf("%s in this library, %d with narrower headings", count(*p.Studies, "study", "studies"), *p.Exploded))
	}
	if len(p.Entries) > 0 {
		o.item("Also: ", strings.Join(p.Entries, " · "))
	}
	for _, t := range p.Trees {
		o.say("")
		above := make([]string, len(t.Above))
		for i, h := range t.Above {
			above[i] = h.Name
		}
		o.item(t.Number+"  ", strings.Join(append(above, p.Name), " > "))
		for _, n := range t.Narrower {
			depth := strings.Count(n.Number, ".") - strings.Count(t.Number, ".")
			o.item(strings.Repeat("  ", depth), n.Name)
		}
	}
	o.note("Source: %s", p.Source)
}
