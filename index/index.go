// Package index finds studies by their words. It is derived from the library
// and can be deleted: Sync builds it anew. It is the only importer of bleve.
package index

// Index is the folder an index lives in. It is opened for each operation: to
// read while searching, to write only inside Sync.
type Index struct {
	dir string
}

// New names the folder; nothing is opened or made yet.
func New(dir string) *Index { return &Index{dir: dir} }
