package reports

import (
	"fmt"
	"slices"
	"strings"
)

// ClaimReport makes the report on an article's claims: each with its
// verdict, why, and the passages it rests on.
func ClaimReport(in Input) (Briefing, error) {
	in.House.Kicker = first(in.House.Kicker, "Claim report")
	c := newCompiler(in)
	title := first(in.House.Title, "Claims checked against the evidence")
	c.q.Title, c.q.ID = title, first(c.q.ID, "claims")
	verdicts := map[string]int{}
	for _, v := range in.Claims {
		verdicts[first(v.Verdict, "no verdict")]++
	}
	c.add(&Head{Kicker: in.House.Kicker, Title: title, Question: say(c.onMethod(), c.verdictCounts(verdicts))})
	for i, v := range in.Claims {
		c.add(c.claimSection(i+1, v), c.timeline(v))
	}
	if len(in.Claims) == 0 {
		c.add(&Section{ID: "claim", Title: "Claims", Text: []Sentence{say(c.onMethod(), "No claim has been recorded.")}})
	}
	c.q.Members = nil
	c.add(c.notices(), c.references())
	return c.finish("claims")
}

func (c *compiler) verdictCounts(verdicts map[string]int) string {
	names := make([]string, 0, len(verdicts))
	for v := range verdicts {
		names = append(names, v)
	}
	slices.Sort(names)
	var parts []string
	for _, v := range names {
		c.known.derive(verdicts[v])
		parts = append(parts, fmt.Sprintf("%d %s", verdicts[v], v))
	}
	if len(parts) == 0 {
		return "No claims"
	}
	return upperFirst(list(parts))
}

func (c *compiler) claimSection(n int, v ClaimView) Block {
	sup := Support{Claims: []string{v.Claim.ID}}
	s := &Section{ID: "claim", Title: fmt.Sprintf("%d. %s", n, upperFirst(first(v.Verdict, "no verdict")))}
	s.Text = append(s.Text, say(sup, "“"+strings.Trim(v.Claim.Text, "“”\" ")+"”"))
	if p := v.Claim.Source; p.Title != "" || p.URL != "" {
		src := say(sup, "").muted("Written in: " + strings.TrimSpace(p.Title+" "+dateWords(p.Date)))
		src.Support = sup
		if p.URL != "" {
			src = src.plain(" ").with(Span{Text: p.URL, URL: p.URL})
		}
		s.Text = append(s.Text, src)
	}
	if v.Because != "" {
		s.Text = append(s.Text, Sentence{Support: sup}.strong("Why: ").plain(sentenceEnd(upperFirst(v.Because))))
	}
	if v.Safer != "" {
		s.Text = append(s.Text, Sentence{Support: sup}.strong("Safer: ").plain("“"+v.Safer+"”"))
	}
	if o := v.Claim.Verdict; o != nil {
		s.Text = append(s.Text, Sentence{Support: sup}.strong("Overruled by "+first(o.By, "a person")+": ").plain(o.Verdict+". "+sentenceEnd(o.Rationale)))
	}
	for _, l := range v.Claim.Links {
		ls := onStudies(l.Study).and(sup)
		item := Sentence{Support: ls}.strong(c.label(l.Study)).cite(c.ref(l.Study)).plain(" " + string(l.Stance))
		if l.Quote != nil && l.Quote.Text != "" {
			item = item.plain(": “" + l.Quote.Text + "”").muted(" (" + first(l.Quote.Place, "place not recorded") + ")")
		}
		s.Items = append(s.Items, item)
	}
	return s
}
