package typed

import "strings"

// longest is the maximum length of a number or address that is cleaned, in bytes.
const longest = 1000

// Phone returns a phone number as people write it, without invisible characters and
// with plain digits, dashes and spaces, such as "+51 987-654-321 anexo 12".
func Phone(s string) string {
	if len(s) > longest {
		return s
	}
	s = Code(s)
	for len(s) >= 4 && strings.EqualFold(s[:4], "tel:") {
		s = Code(s[4:])
	}
	return s
}

// Number returns the digits of a phone number, after a plus if it has one. It leaves
// out an extension. It reports whether the text contains nothing but a phone number.
func Number(phone string) (number string, ok bool) {
	phone = Phone(phone)
	end := strings.IndexFunc(phone, func(r rune) bool { return !strings.ContainsRune("+0123456789 -().\\/", r) })
	rest := ""
	if end >= 0 {
		phone, rest = phone[:end], phone[end:]
	}
	for _, r := range phone {
		switch {
		case r >= '0' && r <= '9':
			number += string(r)
		case r == '+' && number != "":
			return "", false
		case r == '+':
			number = "+"
		}
	}
	return number, rest == "" || isExtension(rest)
}

// extensions are words before the number of an extension, longest first.
var extensions = strings.Fields("extensión extension interno anexo ramal poste anx. ext. int. anx ext int x #")

// isExtension reports whether a text is an extension, such as "anexo 12" or ", ext.
// 12)".
func isExtension(s string) bool {
	s = strings.ToLower(strings.Trim(s, " ,;)"))
	for _, word := range extensions {
		if rest, ok := strings.CutPrefix(s, word); ok {
			rest = strings.TrimLeft(rest, " :.-")
			return rest != "" && len(rest) <= 7 && strings.Trim(rest, "0123456789") == ""
		}
	}
	return false
}

// Email extracts the e-mail address from pasted text such as "mailto:ana@x.pe", "Ana
// <ana@x.pe>" or "ana@x.pe.".
func Email(s string) string {
	for len(s) <= longest {
		bare := unwrap(s)
		if bare == s {
			break
		}
		s = bare
	}
	return s
}

// unwrap removes some of the text around an address.
func unwrap(s string) string {
	s = strings.ReplaceAll(Code(s), "。", ".")
	s = strings.TrimRight(s, " .,;:")
	if from := strings.LastIndexByte(s, '<'); from >= 0 && strings.HasSuffix(s, ">") {
		s = s[from:]
	}
	s = strings.Trim(s, " .,;:<>()[]\"'")
	if len(s) >= 7 && strings.EqualFold(s[:7], "mailto:") {
		s, _, _ = strings.Cut(s[7:], "?")
	}
	for _, mark := range []string{"@", "."} {
		s = strings.ReplaceAll(strings.ReplaceAll(s, " "+mark, mark), mark+" ", mark)
	}
	return s
}
