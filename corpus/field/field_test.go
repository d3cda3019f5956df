package field_test

import (
	"reflect"
	"strings"
	"testing"

	"appraise/corpus"
	"appraise/corpus/field"
	_ "appraise/corpus/testkit"

	"pgregory.net/rapid"
)

func TestName(t *testing.T) {
	body := func(s string) corpus.Author { return corpus.Author{Collective: s} }
	for _, c := range []struct {
		in   string
		want corpus.Author
	}{
		{"", corpus.Author{}},
		{",", corpus.Author{}},
		{"Prasad, K. S. M.", corpus.Author{Family: "Prasad", Given: "K. S. M."}},
		{"Baldwin,S.A.", corpus.Author{Family: "Baldwin", Given: "S.A."}},
		{"Prasad KSM", corpus.Author{Family: "Prasad", Given: "KSM"}},
		{"Liu R.", corpus.Author{Family: "Liu", Given: "R."}},
		{"van der Berg A.B.", corpus.Author{Family: "van der Berg", Given: "A.B."}},
		{"Smith AB 3rd", corpus.Author{Family: "Smith", Given: "AB", Suffix: "3rd"}},
		{"Smith, John, Jr", corpus.Author{Family: "Smith", Given: "John", Suffix: "Jr"}},
		{"Smith, Jr., John", corpus.Author{Family: "Smith", Given: "John", Suffix: "Jr."}},
		{"A. Author-One", corpus.Author{Family: "Author-One", Given: "A."}},
		{"J. van der Berg", corpus.Author{Family: "van der Berg", Given: "J."}},
		{"Catarina Barata", corpus.Author{Family: "Barata", Given: "Catarina"}},
		{"van der Inc, A. A.", corpus.Author{Family: "van der Inc", Given: "A. A."}},
		{"van Council, Anna", corpus.Author{Family: "van Council", Given: "Anna"}},
		{"Council on Foods, Section 2", body("Council on Foods, Section 2")},
		{"Plato", corpus.Author{Family: "Plato"}},
		{"World Health Organization", body("World Health Organization")},
		{"DCCT Research Group", body("DCCT Research Group")},
		{"Deutsche Gesellschaft für Kardiologie", body("Deutsche Gesellschaft für Kardiologie")},
		{"Eurostat Data,", body("Eurostat Data")},
		{"Andres, Bucchianeri, Buote, Byrne", body("Andres, Bucchianeri, Buote, Byrne")},
		{"Jones, Hannah;", corpus.Author{Family: "Jones", Given: "Hannah"}},
		{"李, 小明", corpus.Author{Family: "李", Given: "小明"}},
	} {
		if got := field.Name(c.in); got != c.want {
			t.Errorf("Name(%q) = %+v, want %+v", c.in, got, c.want)
		}
	}
}

func TestNameGoesBack(t *testing.T) {
	word := rapid.StringMatching(`[A-ZÄÖ][a-zäöé]{1,8}(-[A-Z][a-z]{1,5})?`)
	rapid.Check(t, func(t *rapid.T) {
		a := corpus.Author{Family: word.Draw(t, "family"), Given: word.Draw(t, "given")}
		switch rapid.IntRange(0, 3).Draw(t, "form") {
		case 0:
			a = corpus.Author{Collective: word.Draw(t, "a") + " " + word.Draw(t, "b")}
		case 1:
			a.Suffix = "Jr"
		case 2:
			a.Given = ""
		}
		if got := field.Name(field.FormatName(a)); got != a {
			t.Fatalf("%+v is written %q and read %+v", a, field.FormatName(a), got)
		}
	})
}

func TestSplitNames(t *testing.T) {
	for _, c := range []struct {
		in   string
		want []string
	}{
		{"", nil},
		{"Blum, Gabriela; Bins, Rafael", []string{"Blum, Gabriela", "Bins, Rafael"}},
		{"Yang, Z. and Jiang, B.", []string{"Yang, Z.", "Jiang, B."}},
		{"Liu R., Adler D.G.", []string{"Liu R.", "Adler D.G."}},
		{"Baldwin, S.A., Brown, D.R.", []string{"Baldwin, S.A.", "Brown, D.R."}},
		{"Smith, John", []string{"Smith, John"}},
		{"Smith, John; et al.", []string{"Smith, John"}},
	} {
		if got := field.SplitNames(c.in); strings.Join(got, "|") != strings.Join(c.want, "|") {
			t.Errorf("SplitNames(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestDate(t *testing.T) {
	for _, c := range []struct {
		in      string
		y, m, d int
	}{
		{"", 0, 0, 0}, {"///", 0, 0, 0}, {"2019//", 2019, 0, 0}, {"2005/07/15", 2005, 7, 15}, {"2015/october", 2015, 10, 0},
		{"2019/10//undefined", 2019, 10, 0}, {"2001/09/01/", 2001, 9, 1}, {"1996 Jul 9", 1996, 7, 9},
		{"4-8 Aug. 2020", 2020, 8, 4}, {"Mar. 2017", 2017, 3, 0}, {"1998 Dec-1999 Jan", 1998, 12, 0}, {"2000 Spring", 2000, 0, 0},
		{"20100526", 2010, 5, 26}, {"2021/07//Jul-Sep2021", 2021, 7, 0}, {"4/3/2024", 2024, 0, 0}, {"25/3/2024", 2024, 3, 25},
		{"August 25, 2004", 2004, 8, 25}, {"25th August 2004", 2004, 8, 25}, {"2013/02/15/received", 2013, 2, 15},
		{"2017-02-14", 2017, 2, 14}, {"2001/00/00/", 2001, 0, 0}, {"2011 Mar 26-Apr 1", 2011, 3, 26}, {"c1999", 1999, 0, 0},
		{"2017 Jan 12;166", 2017, 1, 12},
	} {
		got, err := field.Date(c.in)
		if want := (corpus.Date{Year: c.y, Month: c.m, Day: c.d}); err != nil || got != want {
			t.Errorf("Date(%q) = %v (%v), want %v", c.in, got, err, want)
		}
	}
	for _, in := range []string{"20122", "99", "0000", "YEAR/MONTH/DAY/", "1066", "in press"} {
		if got, err := field.Date(in); err == nil || !strings.Contains(err.Error(), in) {
			t.Errorf("Date(%q) = %v (%v), want an error that names it", in, got, err)
		}
	}
	if m, d := field.MonthDay("SEP 4"); m != 9 || d != 4 {
		t.Errorf("MonthDay: got %d %d, want 9 4", m, d)
	}
}

func TestPages(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", ""}, {"6913-7", "6913-6917"}, {"437–40", "437-440"}, {"S12-9", "S12-S19"}, {"S12-S19", "S12-S19"}, {"1473-1480", "1473-1480"},
		{"e123", "e123"}, {"115663", "115663"}, {"pp. 5 - 9", "5-9"}, {"12-15, 20-2", "12-15, 20-22"}, {"No-Specified", ""},
		{"100-1", "100-101"}, {"199-2", "199-2"}, {"14316-14316", "14316"}, {"e1-e10", "e1-e10"}, {"454-81", "454-481"}, {"iv-x", "iv-x"},
		{"1-22", "1-22"}, {"183--186", "183-186"},
	} {
		if got := field.Pages(c.in); got != c.want {
			t.Errorf("Pages(%q) = %q, want %q", c.in, got, c.want)
		}
		if again := field.Pages(c.want); again != c.want {
			t.Errorf("Pages(%q) = %q, want it unchanged", c.want, again)
		}
		if got := field.JoinPages(field.SplitPages(c.want)); got != c.want {
			t.Errorf("split and joined %q is %q", c.want, got)
		}
	}
	if got := field.JoinPages("No", "Specified"); got != "" {
		t.Errorf("got %q for pages that are not known", got)
	}
	if got := field.JoinPages("437-40", "440"); got != "437-440" {
		t.Errorf("got %q, want 437-440", got)
	}
}

func TestSerials(t *testing.T) {
	for _, c := range []struct {
		in         string
		issn, isbn []string
		whole      bool
	}{
		{"03064530 (ISSN)", []string{"0306-4530"}, nil, true},
		{"0894-9867, 0894-9867", []string{"0894-9867"}, nil, true},
		{"1895-5770 2083-5736", []string{"1895-5770", "2083-5736"}, nil, true},
		{"1872-7123 (Electronic)", []string{"1872-7123"}, nil, true},
		{"978-1-4822-5326-9", nil, []string{"978-1-4822-5326-9"}, true},
		{"2777777x", []string{"2777-777X"}, nil, true},
		{`="19326203"`, []string{"1932-6203"}, nil, true},
		{"ISSN/ISBN", nil, nil, false},
		{"", nil, nil, true},
	} {
		issn, isbn, whole := field.Serials(c.in)
		if !reflect.DeepEqual(issn, c.issn) || !reflect.DeepEqual(isbn, c.isbn) || whole != c.whole {
			t.Errorf("Serials(%q) = %q, %q, %v", c.in, issn, isbn, whole)
		}
	}
	if !field.ValidISSN("0306-4530") || field.ValidISSN("1111-3333") {
		t.Error("the check digit of an ISSN is not computed rightly")
	}
}

func TestKeywords(t *testing.T) {
	for _, c := range []struct {
		in   []string
		want string
	}{
		{[]string{"a", "b, c, d"}, "a|b, c, d"},
		{[]string{"a, b, c"}, "a|b|c"},
		{[]string{"Child, Preschool"}, "Child, Preschool"},
		{[]string{"a, b, c\nd; e"}, "a, b, c|d|e"},
		{[]string{"a &amp; b;c", "c"}, "a & b|c"},
	} {
		if got := strings.Join(field.Keywords(c.in), "|"); got != c.want {
			t.Errorf("Keywords(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func FuzzValues(f *testing.F) {
	for _, s := range []string{"20122", "2001/09", "6913-7", "Smith, J, Jr", "10.1000/x", "(ISSN)", "1st", "٣", "pp\tpp\t0", "p. pp. 12-9"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if d, err := field.Date(s); err == nil && d.Validate() != nil {
			t.Errorf("Date(%q) = %v", s, d)
		}
		if p := field.Pages(s); field.Pages(p) != p {
			t.Errorf("Pages(%q) = %q, then %q", s, p, field.Pages(p))
		}
		if a := field.Name(s); field.Name(field.FormatName(a)) != a {
			t.Errorf("Name(%q) = %+v, then %+v", s, a, field.Name(field.FormatName(a)))
		}
		field.SplitNames(s)
		field.Serials(s)
		field.FindDOI(s)
		field.MonthDay(s)
	})
}
