package index

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// format is the version of everything in the folder: analysis, fields and
// files. An index of another format is built anew.
const format = 2

// Names within the folder of an index.
const (
	bleveDir    = "bleve"   // the inverted index as bleve writes it
	dataDir     = "data"    // files that only ever grow
	currentFile = "current" // generation and revision to search
	suspectFile = "suspect" // a search met damage; written without any lock

	rowsFile  = "rows"
	textFile  = "text"
	wordsFile = "words"
	endsFile  = "word-ends"

	manifestFile = "manifest.json"
	segmentsFile = "segments" // for each segment the rows of its documents
	tableFile    = "word-table"
)

// dataFiles lists the files of dataDir.
var dataFiles = [...]string{rowsFile, textFile, wordsFile, endsFile}

// manifest describes one generation: a state of the index that never changes
// once it is published. A search opens a generation and takes no lock.
type manifest struct {
	Format   int               `json:"format"`
	Revision int64             `json:"revision"`
	Library  string            `json:"library,omitempty"`
	Docs     int               `json:"docs"`
	Length   int64             `json:"length"` // words that ranking counts, of all documents
	Segments []manifestSegment `json:"segments"`
	Data     map[string]extent `json:"data"`  // files of dataDir, as far as they belong to this generation
	Files    map[string]extent `json:"files"` // further files of the generation
}

// manifestSegment is one file of postings.
type manifestSegment struct {
	File string `json:"file"`
	Size int64  `json:"size"`
	Docs int    `json:"docs"`
}

// extent is the beginning of a file with its checksum.
type extent struct {
	Size int64  `json:"size"`
	CRC  uint32 `json:"crc"`
}

// current is what the file of that name says.
type current struct {
	format     int
	generation int
	revision   int64
}

func generationDir(n int) string { return fmt.Sprintf("gen-%08d", n) }

// readCurrent reads which generation is to be searched. It is cheap: one
// small file.
func readCurrent(dir string) (current, error) {
	b, err := os.ReadFile(filepath.Join(dir, currentFile))
	if err != nil {
		return current{}, err
	}
	var c current
	if _, err := fmt.Sscanf(string(b), "format %d generation %d revision %d\n", &c.format, &c.generation, &c.revision); err != nil {
		return current{}, fmt.Errorf("reading %s: %w", currentFile, errDamaged)
	}
	if c.format != format {
		return current{}, fmt.Errorf("index of format %d, this program uses %d: %w", c.format, format, errDamaged)
	}
	return c, nil
}

func writeCurrent(dir string, c current) error {
	text := fmt.Sprintf("format %d generation %d revision %d\n", c.format, c.generation, c.revision)
	return writeFileAtomic(filepath.Join(dir, currentFile), []byte(text))
}

func readManifest(dir string) (manifest, error) {
	var m manifest
	b, err := os.ReadFile(filepath.Join(dir, manifestFile))
	if err != nil {
		return m, err
	}
	if err := json.Unmarshal(b, &m); err != nil {
		return m, fmt.Errorf("reading %s: %w", manifestFile, errDamaged)
	}
	if m.Format != format {
		return m, fmt.Errorf("index of format %d, this program uses %d: %w", m.Format, format, errDamaged)
	}
	return m, nil
}

// errDamaged says that a file is not as it was written.
var errDamaged = errors.New("the index is damaged")

// writeFileAtomic writes a file under another name, flushes it and renames it.
func writeFileAtomic(path string, b []byte) error {
	tmp := path + ".tmp"
	if err := writeFileSync(tmp, b); err != nil {
		return err
	}
	if err := os.Rename(tmp, path); err != nil {
		return err
	}
	return syncDir(filepath.Dir(path))
}

func writeFileSync(path string, b []byte) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	_, err = f.Write(b)
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// syncDir flushes the names in a folder; systems that cannot are left alone.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	_ = d.Sync()
	return d.Close()
}

// generations lists the numbers of the generations in a folder.
func generations(dir string) []int {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	var out []int
	for _, e := range entries {
		if name, ok := strings.CutPrefix(e.Name(), "gen-"); ok {
			if n, err := strconv.Atoi(strings.TrimSuffix(name, ".tmp")); err == nil {
				out = append(out, n)
			}
		}
	}
	return out
}
