//go:build keepdeps

package main

import (
	_ "github.com/RoaringBitmap/roaring/v2"
	_ "github.com/blevesearch/bleve/v2"
	_ "github.com/blevesearch/bleve_index_api"
	_ "github.com/blevesearch/scorch_segment_api/v2"
	_ "github.com/blevesearch/snowballstem/english"
	_ "github.com/blevesearch/vellum"
	_ "github.com/gocarina/gocsv"
	_ "github.com/gofrs/flock"
	_ "github.com/google/go-cmp/cmp"
	_ "github.com/jung-kurt/gofpdf"
	_ "github.com/klauspost/compress/gzip"
	_ "github.com/mattn/go-isatty"
	_ "github.com/pressly/goose/v3"
	_ "github.com/rivo/uniseg"
	_ "github.com/rogpeppe/go-internal/testscript"
	_ "github.com/schollz/progressbar/v3"
	_ "github.com/spf13/cobra"
	_ "github.com/spf13/cobra/doc"
	_ "github.com/spf13/pflag"
	_ "golang.org/x/image/font/sfnt"
	_ "golang.org/x/sys/unix"
	_ "golang.org/x/term"
	_ "golang.org/x/text/encoding/charmap"
	_ "gonum.org/v1/gonum/stat/distuv"
	_ "modernc.org/sqlite"
	_ "pgregory.net/rapid"
)
