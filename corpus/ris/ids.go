package ris

import (
	"strings"

	"appraise/corpus"
	"appraise/corpus/field"
	"appraise/corpus/markup"
	"appraise/corpus/tagline"
)

// identifier reads the tags that name a publication, each in the way of its
// source. It reports false for what is none.
func (rd *reader) identifier(f tagline.Field) bool {
	it := &rd.item
	v := markup.Clean(f.Value)
	switch f.Tag {
	case "DO", "DI":
		return rd.doi(v)
	case "M3", "L3":
		return rd.doi(v) || f.Tag == "M3" && rd.types(v)
	case "AN":
		rd.onceRaw(&it.Accession, f)
		switch {
		case rd.dialect.pubmed || hasPrefixFold(v, "pm:") || hasPrefixFold(v, "pmid"):
			rd.pmid(v)
		case hasPrefixFold(v, "pmc"):
			rd.pmcid(v)
		}
		return true
	case "U1", "U2", "U3", "U4":
		if id, ok := cutSuffixFold(v, "[pmid]"); ok {
			return rd.pmid(id)
		}
		if id, ok := cutSuffixFold(v, "[pmcid]"); ok {
			return rd.pmcid(id)
		}
		if f.Tag == "U2" && isEmbase(v) && it.Accession == "" {
			it.Accession = v
			return true
		}
	case "C2":
		return hasPrefixFold(v, "pmc") && rd.pmcid(v) || len(v) >= 6 && rd.pmid(v)
	case "C5":
		return rd.dialect.embase && rd.pmid(v)
	case "C3":
		id, ok := strings.CutPrefix(v, "PUBMED ")
		if id, _, _ = strings.Cut(id, ","); ok {
			return rd.pmid(id) && !strings.Contains(v, ",")
		}
	}
	return false
}

// doi takes a DOI; a second one that differs is not taken.
func (rd *reader) doi(v string) bool {
	d, ok := field.DOIOf(v)
	if !ok || rd.item.DOI != "" && rd.item.DOI != d {
		return false
	}
	rd.item.DOI = d
	return true
}

func (rd *reader) pmid(v string) bool {
	p, err := corpus.ParsePMID(v)
	if err != nil || rd.item.PMID != "" && rd.item.PMID != p {
		return false
	}
	rd.item.PMID = p
	return true
}

func (rd *reader) pmcid(v string) bool {
	p, err := corpus.ParsePMCID(v)
	if err != nil || rd.item.PMCID != "" && rd.item.PMCID != p {
		return false
	}
	rd.item.PMCID = p
	return true
}

// types reads M3 as types of publication; PsycINFO keeps its classes there.
func (rd *reader) types(v string) bool {
	if rd.dialect.psycinfo {
		return false
	}
	for _, t := range field.SplitList(v, ";") {
		if !rd.doi(t) {
			rd.item.PublicationTypes = field.AddOnce(rd.item.PublicationTypes, t)
		}
	}
	return true
}

// isClass recognises a class of PsycINFO, "Empirical Study [0830]", by its
// number.
func isClass(v string) bool { return strings.HasSuffix(v, "]") && strings.Contains(v, " [") }

// link reads addresses and names of files.
func (rd *reader) link(f tagline.Field) bool {
	it := &rd.item
	switch f.Tag {
	case "UR", "L2", "L3", "LK":
		for _, u := range strings.FieldsFunc(f.Value, func(r rune) bool { return r == ';' || r == '\n' || r == ' ' }) {
			if !strings.Contains(u, "://") && !strings.HasPrefix(u, "//") && !strings.HasPrefix(u, "www.") {
				return rd.linkWhole(f)
			}
		}
		for _, u := range splitURLs(f.Value) {
			it.URLs = field.AddOnce(it.URLs, u)
			rd.idFromURL(u)
		}
		return true
	case "L1", "L4":
		if rd.doi(f.Value) {
			return true
		}
		for _, name := range strings.Split(f.Value, "\n") {
			if !rd.doi(name) {
				it.Files = field.AddOnce(it.Files, markup.Clean(name))
			}
		}
		return f.Tag == "L1"
	}
	return false
}

// linkWhole takes a value that is not a plain list of addresses.
func (rd *reader) linkWhole(f tagline.Field) bool {
	if rd.doi(f.Value) || f.Tag != "UR" {
		return rd.item.DOI != "" && f.Tag != "UR" && rd.doi(f.Value)
	}
	rd.item.URLs = field.AddOnce(rd.item.URLs, markup.Clean(f.Value))
	return true
}

// splitURLs cuts a list of addresses; a ";" inside an address stays.
func splitURLs(s string) []string {
	var out []string
	for _, line := range strings.Fields(s) {
		for {
			at := strings.Index(line, ";http")
			if at < 0 {
				break
			}
			out = append(out, line[:at])
			line = line[at+1:]
		}
		if line = strings.TrimRight(line, ";"); line != "" {
			out = append(out, line)
		}
	}
	return out
}

// idFromURL takes a PMID, PMCID or DOI from the address of its page.
func (rd *reader) idFromURL(u string) {
	it := &rd.item
	switch {
	case it.PMID == "" && (strings.Contains(u, "pubmed.ncbi.nlm.nih.gov/") || strings.Contains(u, "ncbi.nlm.nih.gov/pubmed/")):
		rd.pmid(u)
	case it.PMCID == "" && strings.Contains(u, "/pmc/articles/PMC"):
		_, id, _ := strings.Cut(u, "/pmc/articles/")
		rd.pmcid(strings.Trim(id, "/"))
	case it.DOI == "" && strings.Contains(u, "doi.org/"):
		rd.doi(u)
	}
}

// note reads N1, RN and M1.
func (rd *reader) note(f tagline.Field) bool {
	it := &rd.item
	switch f.Tag {
	case "N1", "RN":
		v := strings.TrimSpace(f.Value)
		switch {
		case rd.doi(v):
			return true
		case strings.HasPrefix(v, "References: ") || f.Tag == "RN":
			return false
		}
		if id, ok := strings.CutPrefix(v, registration); ok {
			if r, err := corpus.ParseRegistration(id); err == nil {
				it.Registrations = append(it.Registrations, r)
				return true
			}
		}
		it.Notes = field.AddOnce(it.Notes, markup.Block(strings.TrimPrefix(v, "Notes: ")))
		return true
	case "M1":
		if rd.dialect.endnote && it.Issue == "" && len(f.Value) < 6 {
			if kind, _ := typeOf(rd.ty); kind == corpus.KindArticle {
				it.Issue = markup.Text(f.Value)
				return true
			}
		}
	}
	return false
}

// registration stands before a trial number in a note.
const registration = "Registration: "

// isEmbase recognises the accession numbers of Embase.
func isEmbase(v string) bool {
	return len(v) > 5 && v[0] == 'L' && strings.Trim(v[1:], "0123456789") == ""
}

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

func cutSuffixFold(s, suffix string) (string, bool) {
	if len(s) < len(suffix) || !strings.EqualFold(s[len(s)-len(suffix):], suffix) {
		return s, false
	}
	return s[:len(s)-len(suffix)], true
}
