package refs

import (
	"strconv"
	"strings"

	"appraise/corpus"
)

// article writes a paper in a journal, and everything that is printed like one.
func (w *writer) article() {
	w.authors()
	tail := []string{}
	if w.it.Kind == corpus.KindAbstract {
		tail = append(tail, " [abstract]")
	}
	w.title(false, tail...)
	if j := journal(w.it); j != "" {
		w.add(w.gap())
		w.italic(closed(j))
	}
	w.sentence(w.volume())
	w.retraction()
	w.doi()
	if w.it.DOI == "" && journal(w.it) == "" {
		w.address()
	}
}

func journal(it corpus.Item) string {
	if it.JournalAbbrev != "" {
		return strings.ReplaceAll(it.JournalAbbrev, ".", "")
	}
	return it.Journal
}

// volume writes "2019;381(21):1995-2008", or when it came out online.
func (w *writer) volume() string {
	it := w.it
	place := it.Volume
	if it.Issue != "" {
		place += "(" + it.Issue + ")"
	}
	pages := w.pages()
	if place == "" && pages == "" {
		if w.ama && it.Published.Month > 0 {
			return "Published online " + longDate(it.Published)
		}
		return shortDate(it.Published, 3)
	}
	date := shortDate(it.Published, 3)
	if w.ama {
		date = shortDate(it.Published, 1)
	}
	out := date
	if place != "" {
		out = join(out, ";", place)
	}
	if pages != "" {
		out = join(out, ":", pages)
	}
	return out
}

func join(a, sep, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + sep + b
}

// imprint writes "Chichester: Wiley; 2019"; AMA leaves the place out.
func (w *writer) imprint(depth int) string {
	pub := w.it.Publisher
	if !w.ama && w.it.Place != "" {
		pub = join(w.it.Place, ": ", pub)
	}
	if w.ama {
		depth = 1
	}
	return join(pub, "; ", shortDate(w.it.Published, depth))
}

func (w *writer) edition() {
	e := strings.TrimSpace(w.it.Edition)
	if e == "" || e == "1" {
		return
	}
	if n, err := strconv.Atoi(e); err == nil {
		e = ordinal(n)
	}
	w.sentence(strings.TrimSuffix(strings.TrimSuffix(e, "."), " ed") + " ed")
}

func ordinal(n int) string {
	suffix := "th"
	if n%100 < 11 || n%100 > 13 {
		switch n % 10 {
		case 1:
			suffix = "st"
		case 2:
			suffix = "nd"
		case 3:
			suffix = "rd"
		}
	}
	return strconv.Itoa(n) + suffix
}

func (w *writer) book() {
	w.authors()
	w.title(true)
	w.edition()
	w.sentence(w.imprint(1))
	w.retraction()
	w.doi()
}

// chapter writes a part of a book or of proceedings.
func (w *writer) chapter() {
	w.authors()
	w.title(false)
	host := w.it.Journal
	if host == "" {
		host = journal(w.it)
	}
	if host != "" || len(w.it.Editors) > 0 {
		w.add(w.gap(), "In: ")
		if ed := w.editors(); ed != "" {
			w.add(closed(ed), " ")
		}
		if w.ama {
			w.italic(closed(host))
		} else {
			w.add(closed(host))
		}
	}
	w.edition()
	pages := w.pages()
	switch {
	case pages == "":
		w.sentence(w.imprint(1))
	case w.ama:
		w.sentence(join(w.imprint(1), ":", pages))
	default:
		w.sentence(w.imprint(1))
		w.sentence("p. " + pages)
	}
	w.retraction()
	w.doi()
}

func (w *writer) thesis() {
	kind := "thesis"
	for _, t := range w.it.PublicationTypes {
		if strings.Contains(strings.ToLower(t), "thesis") || strings.Contains(strings.ToLower(t), "dissertation") {
			kind = t
			break
		}
	}
	w.authors()
	if w.ama {
		w.title(true)
		w.sentence(upperFirst(kind))
	} else {
		w.title(false, " ["+kind+"]")
	}
	w.sentence(w.imprint(1))
	w.doi()
}

// report writes a technical report, or a guideline that is not in a journal.
func (w *writer) report() {
	w.authors()
	online := len(w.it.URLs) > 0
	if online && !w.ama {
		w.title(true, " [Internet]")
	} else {
		w.title(true)
	}
	w.edition()
	w.sentence(w.imprint(2))
	if n := w.it.ArticleNumber; n != "" && !w.ama {
		w.sentence("Report no.: " + n)
	}
	w.retraction()
	w.address()
}

func (w *writer) preprint() {
	w.authors()
	server := w.it.Publisher
	if server == "" {
		server = journal(w.it)
	}
	if w.ama {
		w.title(false)
		w.add(w.gap())
		w.italic(closed(server))
		w.sentence("Preprint posted online " + longDate(w.it.Published))
		w.retraction()
		w.doi()
		if w.it.DOI == "" {
			w.address()
		}
		return
	}
	w.title(false, " [Preprint] [Internet]")
	w.sentence(join(server, "; ", shortDate(w.it.Published, 1)))
	w.address()
	w.doi()
}

// page writes a web page, a news item or a registry entry.
func (w *writer) page() {
	site := w.it.Journal
	if site == "" {
		site = w.it.Publisher
	}
	if site == "" && len(w.it.Registrations) > 0 {
		site = w.it.Registrations[0].Registry()
	}
	if w.ama {
		w.authors()
		w.title(false)
		w.sentence(site)
		w.identifier()
		w.sentence(longDate(w.it.Published))
		if d := longDate(w.it.Accessed); d != "" {
			w.sentence("Accessed " + d)
		}
		w.address()
		return
	}
	if site != "" {
		w.sentence(site + " [Internet]")
	}
	date := shortDate(w.it.Published, 1)
	if d := shortDate(w.it.Accessed, 3); d != "" {
		date = join(date, " ", "[cited "+d+"]")
	}
	w.sentence(date)
	w.authors()
	w.title(false)
	w.identifier()
	w.address()
}

// identifier writes a trial number that the title does not hold.
func (w *writer) identifier() {
	for _, r := range w.it.Registrations {
		if !strings.Contains(w.it.Title, string(r)) {
			w.sentence("Identifier: " + string(r))
		}
	}
}

// deposit writes data sets and software.
func (w *writer) deposit() {
	w.authors()
	kind := "dataset"
	if w.it.Kind == corpus.KindSoftware {
		kind = "software"
	}
	w.title(false, " ["+kind+"]")
	if w.it.Edition != "" {
		w.sentence("Version " + strings.TrimPrefix(w.it.Edition, "Version "))
	}
	host := w.it.Publisher
	if host == "" {
		host = w.it.Journal
	}
	w.sentence(join(host, "; ", shortDate(w.it.Published, 1)))
	w.retraction()
	w.doi()
	if w.it.DOI == "" {
		w.address()
	}
}

func (w *writer) patent() {
	w.authors()
	w.title(false)
	number := w.it.ArticleNumber
	if number == "" {
		number = w.it.Accession
	}
	if w.ama {
		w.sentence(number)
		w.sentence(longDate(w.it.Published))
	} else {
		w.sentence(join(number, ", ", shortDate(w.it.Published, 3)))
	}
	w.address()
}

// address ends a reference with where it can be read.
func (w *writer) address() {
	if len(w.it.URLs) == 0 {
		return
	}
	w.add(w.gap())
	if !w.ama {
		w.add("Available from: ")
	}
	w.link(w.it.URLs[0], w.it.URLs[0])
}
