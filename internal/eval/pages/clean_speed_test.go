package pages

import (
	"errors"
	"fmt"
	"net/url"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/markusmobius/go-trafilatura"

	"entente"
	"entente/internal/clean"
	"entente/internal/eval/score"
)

// BenchmarkPages cleans pages on one core, and has go-trafilatura alone extract the same (text and metadata, without its
// fallbacks). It reports both rates and their ratio, which is to be at least 0.7. The pages are those of the gold set in the
// folder that the environment's ENTENTE_GOLD names; without it they are made up, and the benchmark says so.
func BenchmarkPages(b *testing.B) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	c, err := clean.New()
	if err != nil {
		b.Fatal(err)
	}
	pages, whence := benchPages(b)
	var ours, theirs time.Duration
	rounds := 0
	for b.Loop() {
		start := time.Now()
		for _, p := range pages {
			c.Clean(entente.Page{Source: p.URL, Raw: []byte(p.HTML)})
		}
		between := time.Now()
		for _, p := range pages {
			o := trafilatura.Options{ExcludeComments: true}
			if u, err := url.Parse(p.URL); err == nil && u.Host != "" {
				o.OriginalURL = u
			}
			_, _ = trafilatura.Extract(strings.NewReader(p.HTML), o)
		}
		ours, theirs = ours+between.Sub(start), theirs+time.Since(between)
		rounds++
	}
	n := float64(rounds * len(pages))
	b.ReportMetric(n/ours.Seconds(), "pages/s")
	b.ReportMetric(n/theirs.Seconds(), "trafilatura-pages/s")
	b.ReportMetric(theirs.Seconds()/ours.Seconds(), "ratio")
	fmt.Printf("ratio: cleaning / go-trafilatura alone %.2f (time, %d pages %s)\n", ours.Seconds()/theirs.Seconds(), len(pages), whence)
	b.Logf("%d pages %s, one core: the ratio to go-trafilatura alone is %.2f, to be at least 0.70", len(pages), whence, theirs.Seconds()/ours.Seconds())
}

// benchPages are the pages of the benchmark and where they are from.
func benchPages(b *testing.B) ([]goldPage, string) {
	b.Helper()
	var out []goldPage
	gold := os.Getenv("ENTENTE_GOLD")
	for _, set := range []string{"pages/article-extraction-dev.jsonl.gz", "pages/metadata-dev.jsonl.gz"} {
		err := score.EachLine(gold, set, func(g goldPage) bool {
			out = append(out, g)
			return true
		})
		if gold != "" && err != nil && !errors.Is(err, entente.ErrNotFound) {
			b.Fatal(err)
		}
	}
	if len(out) > 0 {
		return out, "of the gold set"
	}
	for i := range 60 {
		out = append(out, goldPage{URL: fmt.Sprintf("https://sundrian-review.example/2019/05/%02d/story-%d", 1+i%28, i), HTML: inventedPage(i)})
	}
	return out, "made up, for want of the gold set"
}

// inventedPage is a page with the furniture that news sites have, the same for the same number.
func inventedPage(n int) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<!doctype html><html lang="en"><head><title>Ferry %d resumes | The Sundrian Review</title><meta property="og:title" content="Ferry %d resumes"><meta property="article:published_time" content="2019-05-%02dT08:00:00Z"><style>%s</style><script>%s</script></head><body>`,
		n, n, 1+n%28, strings.Repeat(".a{color:red}", 200+n), strings.Repeat("var x=1;", 900+20*n))
	list := func(class string, k int) {
		fmt.Fprintf(&b, `<div class="%s"><ul>`, class)
		for i := range k {
			fmt.Fprintf(&b, `<li class="item"><a href="/s/%d">A headline of another story, number %d</a></li>`, i, i)
		}
		b.WriteString(`</ul></div>`)
	}
	list("nav", 60)
	fmt.Fprintf(&b, `<main><article><h1>Ferry %d resumes</h1><p class="byline">By Lina Oss</p>`, n)
	for i := range 8 + n%20 {
		fmt.Fprintf(&b, `<p>The ferry between the two islands runs again after a pause of %d years, the company <b>said</b> on Monday. It takes <a href="/x">forty minutes</a>, and %d passengers were counted on the first day &ndash; more than in any year before.</p>`, i+2, 100*i+n)
	}
	b.WriteString(`</article></main>`)
	list("related", 30)
	list("comments", 20)
	list("footer", 80)
	b.WriteString(`</body></html>`)
	return b.String()
}
