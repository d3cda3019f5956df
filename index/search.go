package index

// Mode is the meaning a search has.
type Mode string

// Boolean searching gives an exact set, unstemmed; ranked searching orders by
// relevance, stemmed. Auto decides by what was typed.
const (
	Auto    Mode = ""
	Boolean Mode = "boolean"
	Ranked  Mode = "ranked"
)

// Sort orders.
const (
	ByRelevance = "relevance"
	ByNewest    = "newest"
	ByOldest    = "oldest"
	BySize      = "n"
	ByKey       = "id"
)

// Options of one search.
type Options struct {
	Mode    Mode
	Limit   int      // hits wanted; 0 means 20
	Sort    string   // one of the sort orders; "" is relevance when ranked, newest when Boolean
	After   string   // cursor of a Results to go on from
	Facets  []string // facets to count; see Facets
	Explain bool

	Headings Headings // thesaurus for explosion; without one only the library's own tree numbers are known
}

// Headings knows which subject headings are below one.
type Headings interface {
	// Below returns the folded names of the heading of a folded name and of
	// all below it; nothing when it is not known.
	Below(folded string) []string
}

// FacetNames lists what results can be counted by.
var FacetNames = []string{"design", "year", "n", "rob", "certainty", "status", "journal", "tag"}

// Results of one search.
type Results struct {
	Mode     Mode     `json:"mode"`
	Total    int      `json:"total"`
	Hits     []Hit    `json:"hits"`
	Facets   []Facet  `json:"facets,omitempty"`
	Next     string   `json:"next,omitempty"`  // cursor; "" at the end
	Notes    []string `json:"notes,omitempty"` // what to know about this answer
	Revision int64    `json:"revision"`        // of the library, as far as it is in the index
}

// Hit is one study found.
type Hit struct {
	ID      string  `json:"id"`
	Score   float64 `json:"score,omitempty"`
	Explain string  `json:"explain,omitempty"`
}

// Facet counts the results by one property.
type Facet struct {
	Name   string  `json:"name"`
	Values []Count `json:"values"`
}

// Count is how many results have one value.
type Count struct {
	Value string `json:"value"`
	Count int    `json:"count"`
}

// Passage is a stretch of a document's text with the words that were found.
type Passage struct {
	Field string   `json:"field"`           // "title", "abstract", "page"
	Place string   `json:"place,omitempty"` // section label of the abstract, or file and page
	Text  string   `json:"text"`
	Marks [][2]int `json:"marks"` // byte ranges in Text
}
