package query

// Fields is the whole list of fields a query can name, in the order of help
// texts. Tags and long names are those of the PubMed user guide; the last
// rows are this program's own. [tiab] covers the author's keywords, and [tw]
// headings, types and substances, as PubMed's do. What Ovid's .mp. covers is
// the list Ovid MEDLINE prints behind such a line.
var Fields = [...]FieldInfo{
	{TitleAbstract, KindText, "tiab", "Title/Abstract", []string{"title and abstract", "title-abstract"}, "", SetOf(Title, Abstract, Keyword)},
	{Title, KindText, "ti", "Title", []string{"titl"}, "ti", 0},
	{Abstract, KindText, "ab", "Abstract", nil, "ab", 0},
	{OriginalTitle, KindText, "tt", "Transliterated Title", []string{"original title", "vernacular title"}, "ot", 0},
	{Keyword, KindText, "ot", "Other Term", []string{"kw", "kf", "keyword", "keywords", "other terms"}, "kf", 0},
	{HeadingWord, KindText, "hw", "Heading Word", nil, "hw", 0},
	{SubstanceWord, KindText, "nmw", "Substance Word", nil, "nm", 0},
	{TypeWord, KindText, "ptw", "Publication Type Word", nil, "", 0},
	{TextWord, KindText, "tw", "Text Word", []string{"text words", "text", "word"}, "", SetOf(Title, Abstract, Keyword, HeadingWord, SubstanceWord, TypeWord)},
	{MultiPurpose, KindText, "mp", "Multi-Purpose", nil, "mp", SetOf(Title, Abstract, OriginalTitle, Keyword, HeadingWord, SubstanceWord)},
	{AllFields, KindText, "all", "All Fields", []string{"all field"}, "af", SetOf(Title, Abstract, OriginalTitle, Keyword, HeadingWord, SubstanceWord, TypeWord, Affiliation, Conflict, OtherWord)},
	{OtherWord, KindText, "otherword", "Other Word", nil, "", 0},
	{Affiliation, KindText, "ad", "Affiliation", []string{"affl"}, "in", 0},
	{Conflict, KindText, "cois", "Conflict of Interest Statements", []string{"conflict of interest statement"}, "", 0},

	{Author, KindName, "au", "Author", []string{"auth", "authors", "fau", "full author name", "author name"}, "au", 0},
	{FirstAuthor, KindName, "1au", "Author - First", []string{"first author name", "first author", "auf", "firstauthor"}, "", 0},
	{LastAuthor, KindName, "lastau", "Author - Last", []string{"last author name", "last author", "aul", "lastauthor"}, "", 0},
	{Investigator, KindName, "ir", "Investigator", []string{"fir", "full investigator name"}, "ir", 0},
	{Group, KindValue, "cn", "Author - Corporate", []string{"corporate author", "corporate", "group"}, "ca", 0},

	{Journal, KindValue, "ta", "Journal", []string{"jour", "so", "journal title", "journal title abbreviation", "is", "issn", "jt", "jid", "nlm unique id"}, "jn", 0},
	{Volume, KindValue, "vi", "Volume", []string{"vol"}, "vo", 0},
	{Issue, KindValue, "ip", "Issue", []string{"iss"}, "ip", 0},
	{Page, KindValue, "pg", "Pagination", []string{"page", "pages"}, "pg", 0},
	{Language, KindValue, "la", "Language", []string{"lang"}, "lg", 0},
	{PublicationType, KindValue, "pt", "Publication Type", []string{"ptyp", "publication types"}, "pt", 0},
	{Grant, KindValue, "gr", "Grants and Funding", []string{"grnt", "grant number", "grant", "grants"}, "no", 0},
	{Country, KindValue, "pl", "Place of Publication", []string{"country"}, "cp", 0},
	{Action, KindValue, "pa", "Pharmacological Action", nil, "", 0},
	{Subject, KindName, "ps", "Subject - Personal Name", []string{"personal name as subject"}, "", 0},
	{Filter, KindValue, "sb", "Subset", []string{"filter", "subset", "filt"}, "sb", 0},

	{MeSH, KindHeading, "mh", "MeSH Terms", []string{"mesh", "mesh heading", "mesh term", "mesh headings"}, "sh", 0},
	{MajorHeading, KindHeading, "majr", "MeSH Major Topic", []string{"mesh major topics", "mesh major", "mj"}, "", 0},
	{Subheading, KindHeading, "sh", "MeSH Subheading", []string{"subh", "subheading", "mesh subheadings"}, "fs", 0},
	{Substance, KindValue, "nm", "Supplementary Concept", []string{"subs", "substance name", "substance"}, "", 0},
	{Registry, KindValue, "rn", "EC/RN Number", []string{"ecno", "registry number"}, "rn", 0},

	{PMID, KindID, "pmid", "UID", []string{"ui"}, "ui", 0},
	{ArticleID, KindID, "aid", "Article Identifier", []string{"lid", "location id"}, "", 0},
	{DOI, KindID, "doi", "Digital Object Identifier", nil, "do", 0},
	{SecondarySource, KindID, "si", "Secondary Source ID", []string{"sec", "registration"}, "si", 0},
	{StudyID, KindID, "id", "Study", []string{"key", "study id"}, "", 0},

	{PublicationDate, KindDate, "dp", "Date - Publication", []string{"pdat", "publication date", "year", "ppdat", "epdat", "date"}, "dp", 0},
	{EntryDate, KindDate, "edat", "Date - Entry", []string{"entry date", "entrez date", "date - entrez"}, "ed", 0},
	{CreateDate, KindDate, "crdt", "Date - Create", []string{"create date", "date - creation"}, "dt", 0},
	{HeadingDate, KindDate, "mhda", "Date - MeSH", []string{"mesh date", "dcom", "date - completion", "completion date"}, "da", 0},
	{RevisionDate, KindDate, "lr", "Date - Modification", []string{"modification date", "mdat", "date - last revised"}, "rd", 0},

	{SampleSize, KindNumber, "n", "Sample Size", []string{"participants", "sample"}, "", 0},
	{Design, KindValue, "design", "Study Design", nil, "", 0},
	{RiskOfBias, KindValue, "rob", "Risk of Bias", nil, "", 0},
	{Certainty, KindValue, "certainty", "Certainty of Evidence", []string{"grade"}, "", 0},
	{Status, KindValue, "status", "Publication Status", nil, "", 0},
	{Question, KindValue, "question", "Review Question", nil, "", 0},
	{Claim, KindValue, "claim", "Claim", nil, "", 0},
	{Tag, KindValue, "tag", "Label", []string{"tags"}, "", 0},
}
