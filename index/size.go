package index

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// DiskSize returns how many bytes the index takes on disk. Files that have
// two names are counted once.
func (x *Index) DiskSize() int64 {
	var seen []os.FileInfo
	var size int64
	_ = filepath.WalkDir(x.dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return nil
		}
		st, err := d.Info()
		if err != nil {
			return nil
		}
		if strings.HasSuffix(path, ".zap") {
			for _, s := range seen {
				if os.SameFile(s, st) {
					return nil
				}
			}
			seen = append(seen, st)
		}
		size += st.Size()
		return nil
	})
	return size
}
