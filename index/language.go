package index

import "strings"

// languageNames are the names people search for behind the codes MEDLINE
// writes (MARC language codes).
var languageNames = map[string]string{
	"afr": "Afrikaans", "ara": "Arabic", "bul": "Bulgarian", "chi": "Chinese", "cze": "Czech", "dan": "Danish", "dut": "Dutch",
	"eng": "English", "est": "Estonian", "fin": "Finnish", "fre": "French", "ger": "German", "gre": "Greek", "heb": "Hebrew",
	"hrv": "Croatian", "hun": "Hungarian", "ice": "Icelandic", "ita": "Italian", "jpn": "Japanese", "kor": "Korean", "lav": "Latvian",
	"lit": "Lithuanian", "nor": "Norwegian", "per": "Persian", "pol": "Polish", "por": "Portuguese", "rum": "Romanian", "rus": "Russian",
	"slo": "Slovak", "slv": "Slovenian", "spa": "Spanish", "srp": "Serbian", "swe": "Swedish", "tur": "Turkish", "ukr": "Ukrainian",
}

// languages lists a document's languages as written and, where they are codes,
// by their names.
func languages(written []string) []string {
	out := written[:len(written):len(written)]
	for _, l := range written {
		if name := languageNames[strings.ToLower(l)]; name != "" {
			out = append(out, name)
		}
	}
	return out
}
