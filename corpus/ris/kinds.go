package ris

import (
	"appraise/corpus"
	"appraise/corpus/field"
)

// types lists the reference types that have a kind; all others are KindOther
// and keep their word under TY in Item.Extra. The first line of a kind is the
// one that is written.
var types = []struct {
	name string
	kind corpus.Kind
}{
	{"JOUR", corpus.KindArticle}, {"EJOUR", corpus.KindArticle}, {"ABST", corpus.KindArticle}, {"INPR", corpus.KindArticle},
	{"MGZN", corpus.KindArticle}, {"JFULL", corpus.KindArticle}, {"GEN", corpus.KindArticle}, {"SER", corpus.KindArticle},
	{"CONF", corpus.KindConference}, {"CPAPER", corpus.KindConference},
	{"CHAP", corpus.KindChapter}, {"ECHAP", corpus.KindChapter},
	{"BOOK", corpus.KindBook}, {"EBOOK", corpus.KindBook}, {"EDBOOK", corpus.KindBook},
	{"THES", corpus.KindThesis}, {"RPRT", corpus.KindTechReport}, {"GOVDOC", corpus.KindTechReport},
	{"ELEC", corpus.KindWebPage}, {"WEB", corpus.KindWebPage}, {"BLOG", corpus.KindWebPage}, {"ICOMM", corpus.KindWebPage},
	{"NEWS", corpus.KindNews}, {"DATA", corpus.KindDataset}, {"AGGR", corpus.KindDataset}, {"PAT", corpus.KindPatent},
	{"COMP", corpus.KindSoftware},
}

// typeOf returns the kind of a TY value, and whether the word says it all.
func typeOf(name string) (kind corpus.Kind, canonical bool) {
	for i, t := range types {
		if t.name == name {
			return t.kind, i == 0 || types[i-1].kind != t.kind
		}
	}
	return corpus.KindOther, false
}

// kindTag holds the kind in files of our own where TY and the types of
// publication say something else. Other programs pass over it.
const (
	kindTag = "ZK"
	noKind  = "unknown" // its value where the kind is not known
	anyType = "GEN"     // the type that is written then
)

// kindOf decides the kind from TY and the types of publication: a journal's
// entry may be a conference abstract, a guideline, a preprint.
func kindOf(ty string, publicationTypes []string) corpus.Kind {
	kind, _ := typeOf(ty)
	if kind == corpus.KindArticle {
		if better := field.KindOf(publicationTypes); better != "" {
			return better
		}
	}
	return kind
}
