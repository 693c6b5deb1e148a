package dates

// dayFirst reports whether the text holds a date with slashes whose first number can only be a day.
func (f *Finder) dayFirst(text string) bool {
	for i := 2; i+3 < len(text); i++ {
		if text[i] != '/' || !digit(text[i-1]) || !digit(text[i-2]) || i > 2 && (digit(text[i-3]) || text[i-3] == '/') {
			continue
		}
		if n := int(text[i-2]-'0')*10 + int(text[i-1]-'0'); n > 12 && n <= 31 && digit(text[i+1]) && (text[i+2] == '/' || digit(text[i+2]) && text[i+3] == '/') {
			return true
		}
	}
	return false
}

func digit(c byte) bool { return '0' <= c && c <= '9' }
