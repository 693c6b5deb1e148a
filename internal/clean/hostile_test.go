package clean

import (
	"bytes"
	"compress/gzip"
	"strings"
	"testing"
	"time"

	"entente"
	"entente/internal/spent"
)

// TestHostile holds that pages made to hurt end in an answer, or in a failure of the right kind, within bounds.
func TestHostile(t *testing.T) {
	c := cleaner(t)
	var bomb bytes.Buffer
	z, _ := gzip.NewWriterLevel(&bomb, gzip.BestSpeed)
	for range 1200 {
		z.Write(make([]byte, 1<<16))
	}
	z.Close()
	rep := strings.Repeat
	for _, x := range []struct {
		name, text, kind string // kind: the failure wanted, "" for any answer
	}{
		{"a page of 50 MB", "<html><body>" + rep("<p>Text of a page that has no end and goes on.</p>", 1<<20), "too-large"},
		{"a text of 50 MB", rep("A line of a text that has no end.\n", 3<<19), "too-large"},
		{"a million nested tags", "<html><body>" + rep("<div>", 1_000_000) + "deep", ""},
		{"a million siblings", "<html><body><p>Start.</p>" + rep("<b>x</b>", 1_000_000), ""},
		{"a gzip bomb", bomb.String(), "too-large"},
		{"a million entities", "<p>" + rep("&amp;", 400_000) + "</p>", ""},
		{"unclosed attributes", "<html><a href=\"" + rep("x", 1<<20), ""},
		{"comments", "<html>" + rep("<!-- ", 200_000), ""},
		{"one long line", rep("word ", 200_000), ""},
		{"glued sentences", rep("One ends here.Another begins", 20_000), ""},
		{"open quotes", `"` + rep("One ends here.Another begins", 3_000), ""},
		{"labels", rep("Name Surname: yes\n", 10_000), ""},
		{"photo credits", rep("Photo by Somebody\n", 10_000), ""},
		{"dates", rep("On May 3, 2019 and on 4 June 2020 ", 5_000), ""},
		{"notes", rep("Note: something\n", 10_000), ""},
		{"mails", rep("this email address is being protected from spambots. ", 10_000), ""},
		{"mojibake", rep("Ã©â€™", 100_000), ""},
		{"repeats", "<html><body>" + rep("<p>a a a a a a a a a a a a a a a a a a a a.</p>", 8_000), ""},
		{"nested tables", "<html>" + rep("<table><tr><td>", 400) + "x", ""},
		{"nested quotes in mail", "From: a@b.example\nMessage-ID: <1>\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n" + rep("--b\nContent-Type: multipart/mixed; boundary=b\n\n", 20_000), ""},
		{"XML", "<?xml version=\"1.0\"?>" + rep("<item><title>t</title>", 100_000), ""},
		{"control characters", "text" + rep("\x01\x02\x03", 1000), "unsupported"},
		{"a picture", "\x89PNG\r\n\x1a\n" + rep("\x00", 100), "unsupported"},
		{"a broken PDF", "%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\n", "invalid"},
		{"a broken archive", "PK\x03\x04" + rep("\x00", 50), "invalid"},
		{"nothing", "", "empty"},
		{"blanks", rep(" \n\t", 1000), "empty"},
	} {
		start := spent.Time()
		docs, failures := c.Clean(entente.Page{Source: x.name, Raw: []byte(x.text)})
		if took := spent.Time() - start; took > 20*time.Second {
			t.Errorf("%s: took %v", x.name, took)
		} else if took > 2*time.Second {
			t.Logf("%s: took %v", x.name, took)
		}
		for i := range docs {
			check(t, &docs[i])
		}
		kind := ""
		if len(failures) > 0 {
			kind = failures[0].Kind
		}
		if len(docs)+len(failures) == 0 {
			t.Errorf("%s: neither documents nor failures", x.name)
		}
		if x.kind != "" && kind != x.kind {
			t.Errorf("%s: failure %q, want %q", x.name, kind, x.kind)
		}
	}
}
