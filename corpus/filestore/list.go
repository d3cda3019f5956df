package filestore

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"strings"
	"time"
)

// Listing is what lies in a store's folder.
type Listing struct {
	Hashes []string // files of the store, in order
	Parts  []string // files whose writing was broken off, by their names
	Others []string // what does not belong there, by its path
}

// partAge is how old an unfinished file is before nobody can be writing it.
const partAge = time.Hour

// List looks at everything in the folder. Unfinished files count when they
// are older than an hour at the time given.
func (s *Store) List(now time.Time) (Listing, error) {
	var l Listing
	root, err := os.OpenRoot(s.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return l, nil
	}
	if err != nil {
		return l, err
	}
	defer root.Close()
	err = fs.WalkDir(root.FS(), ".", func(at string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		hash, bad := ParseHash(path.Base(at))
		switch {
		case d.IsDir():
			return nil
		case bad == nil && d.Type().IsRegular() && at == hash[:2]+"/"+hash:
			l.Hashes = append(l.Hashes, hash)
		case strings.HasPrefix(at, partPrefix):
			if info, err := d.Info(); err == nil && now.Sub(info.ModTime()) > partAge {
				l.Parts = append(l.Parts, at)
			}
		default:
			l.Others = append(l.Others, at)
		}
		return nil
	})
	return l, err
}

// RemovePart takes out an unfinished file by its name in a Listing.
func (s *Store) RemovePart(part string) error {
	if !strings.HasPrefix(part, partPrefix) || path.Base(part) != part {
		return fs.ErrInvalid
	}
	root, err := os.OpenRoot(s.dir)
	if err != nil {
		return err
	}
	defer root.Close()
	return root.Remove(part)
}
