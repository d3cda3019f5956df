package reports

import (
	"fmt"
	"slices"
	"strings"

	"appraise/corpus"
	"appraise/grading"
)

// Overview lists what a library holds: counts, and a line a study.
func Overview(in Input) (Briefing, error) {
	in.House.Kicker = first(in.House.Kicker, "Library overview")
	in.Assessment = grading.Assessment{}
	c := newCompiler(in)
	title := first(in.House.Title, "The library "+in.Library.Name)
	c.q = corpus.Question{Title: title, ID: first(in.Library.Name, "library")}
	ids := make([]corpus.StudyID, 0, len(in.Studies))
	for id := range in.Studies {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b corpus.StudyID) int {
		return strings.Compare(sortKey(c.label(a))+string(a), sortKey(c.label(b))+string(b))
	})
	c.known.derive(len(ids))
	c.add(&Head{Kicker: in.House.Kicker, Title: title, Question: say(c.onMethod(), fmt.Sprintf("%s, %s", count(len(ids), "study", "studies"), count(in.Library.Events, "event", "events")))})
	c.add(c.gapMap(), c.designCounts(ids), c.studyTable(ids))
	for _, id := range ids {
		if len(c.source(id).Notices) > 0 || len(c.source(id).Findings) > 0 {
			c.q.Members = append(c.q.Members, corpus.Member{Study: id, In: true})
		}
	}
	c.add(c.checks(), c.notices(), c.references())
	return c.finish("overview")
}

// sortKey orders names as people look them up: É by E, small as capital.
func sortKey(s string) string { return strings.ToLower(corpus.ASCII(s)) }

func (c *compiler) designCounts(ids []corpus.StudyID) Block {
	n := map[string][]corpus.StudyID{}
	for _, id := range ids {
		d := c.source(id).Design
		n[d] = append(n[d], id)
	}
	designs := make([]string, 0, len(n))
	for d := range n {
		designs = append(designs, d)
	}
	slices.SortFunc(designs, func(a, b string) int {
		if len(n[a]) != len(n[b]) {
			return len(n[b]) - len(n[a])
		}
		return strings.Compare(a, b)
	})
	t := &Table{ID: "designs", Title: "By design", Columns: []Column{{"Design", 0.7, false}, {"Studies", 0.3, true}}}
	for _, d := range designs {
		c.known.derive(len(n[d]))
		t.Rows = append(t.Rows, []Sentence{say(onStudies(n[d]...), upperFirst(DesignWords(d, len(n[d])))), say(onStudies(n[d]...), fmt.Sprint(len(n[d])))})
	}
	if len(t.Rows) == 0 {
		return nil
	}
	return t
}

func (c *compiler) studyTable(ids []corpus.StudyID) Block {
	t := &Table{ID: "studies", Title: "Studies", Columns: []Column{{"Study", 0.19, false}, {"Title", 0.39, false}, {"Design", 0.18, false}, {"People", 0.08, true}, {"Notices", 0.16, false}}}
	for _, id := range ids {
		src, sup := c.source(id), onStudies(id)
		people := "–"
		if n := people1(src); n != nil {
			people = fmt.Sprint(*n)
		}
		var notices []string
		for _, x := range src.Notices {
			notices = append(notices, strings.TrimSpace(string(x.Type)+" "+x.Date.String()))
		}
		t.Rows = append(t.Rows, []Sentence{say(sup, c.label(id)).marked(c.unverified(id)), say(sup, src.Item.Title), say(sup, DesignWords(src.Design, 1)), say(sup, people), say(sup, strings.Join(notices, "; "))})
	}
	if len(t.Rows) == 0 {
		return &Section{ID: "studies", Title: "Studies", Text: []Sentence{say(c.onMethod(), "The library is empty.")}}
	}
	return t
}
