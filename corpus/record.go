package corpus

import (
	"crypto/sha256"
	"encoding/hex"
	"time"
)

// RecordID names a record by what its source said: the first 16 bytes of the
// SHA-256 of format and raw text, in hexadecimal. The same entry read twice
// is the same record.
type RecordID string

// Record is one entry as one source gave it. It is never edited.
type Record struct {
	ID       RecordID  `json:"id"`
	Report   ReportID  `json:"report,omitempty"` // the report it became part of
	Import   string    `json:"import,omitempty"` // the import it came with
	Source   string    `json:"source"`           // file name as given
	Line     int       `json:"line,omitempty"`   // where it starts, from 1
	Format   string    `json:"format"`           // "ris", "nbib", …
	Importer string    `json:"importer"`         // version of the code that read it
	At       time.Time `json:"at,omitzero"`
	FileID   string    `json:"file_id,omitempty"` // the entry's own id in its file (record_id, citation key, …)
	Raw      string    `json:"raw"`
	Item     Item      `json:"item"`
}

// NewRecordID computes the name of a record.
func NewRecordID(format, raw string) RecordID {
	h := sha256.New()
	h.Write([]byte(format))
	h.Write([]byte{0})
	h.Write([]byte(raw))
	return RecordID(hex.EncodeToString(h.Sum(nil)[:16]))
}
