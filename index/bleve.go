package index

import (
	"github.com/blevesearch/bleve/v2/document"
	bleveindex "github.com/blevesearch/bleve_index_api"
)

// indexDoc is a document ready for the inverted index, its terms counted.
type indexDoc struct {
	name   string
	fields []bleveindex.Field
}

func (d *indexDoc) add(name string, terms bleveindex.TokenFrequencies, frequencies bool) {
	options := bleveindex.IndexField
	if !frequencies {
		options |= bleveindex.SkipFreqNorm
	}
	d.fields = append(d.fields, &indexField{name: name, terms: terms, options: options})
}

// ID returns the number of the document's row, as text.
func (d *indexDoc) ID() string { return d.name }

// Size is a rough figure for bleve's statistics.
func (d *indexDoc) Size() int { return 64 * len(d.fields) }

// VisitFields shows every field.
func (d *indexDoc) VisitFields(visit bleveindex.FieldVisitor) {
	for _, f := range d.fields {
		visit(f)
	}
}

// VisitComposite shows nothing: there are no composite fields.
func (d *indexDoc) VisitComposite(bleveindex.CompositeFieldVisitor) {}

// HasComposite reports false.
func (d *indexDoc) HasComposite() bool { return false }

// NumPlainTextBytes is a figure for bleve's statistics.
func (d *indexDoc) NumPlainTextBytes() uint64 { return 0 }

// AddIDField adds the name as the field bleve identifies documents by.
func (d *indexDoc) AddIDField() {
	d.fields = append(d.fields, document.NewTextFieldCustom("_id", nil, []byte(d.name), bleveindex.IndexField|bleveindex.StoreField, nil))
}

// StoredFieldsBytes is a figure for bleve's statistics.
func (d *indexDoc) StoredFieldsBytes() uint64 { return 0 }

// Indexed reports whether the document can be searched.
func (d *indexDoc) Indexed() bool { return true }

// indexField is one field of an indexDoc. Its length is always given as 1, so
// that it takes one byte beside each frequency: the true lengths are in the
// rows.
type indexField struct {
	name    string
	terms   bleveindex.TokenFrequencies
	options bleveindex.FieldIndexingOptions
}

func (f *indexField) Name() string                                          { return f.name }
func (f *indexField) Value() []byte                                         { return nil }
func (f *indexField) ArrayPositions() []uint64                              { return nil }
func (f *indexField) EncodedFieldType() byte                                { return 't' }
func (f *indexField) Analyze()                                              {}
func (f *indexField) Options() bleveindex.FieldIndexingOptions              { return f.options }
func (f *indexField) AnalyzedLength() int                                   { return 1 }
func (f *indexField) AnalyzedTokenFrequencies() bleveindex.TokenFrequencies { return f.terms }
func (f *indexField) NumPlainTextBytes() uint64                             { return 0 }
