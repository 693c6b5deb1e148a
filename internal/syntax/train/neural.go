package train

import (
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"sort"
	"time"

	"entente/internal/syntax"
	"entente/internal/syntax/features"
)

// Options of a training run.
type Options struct {
	Sizes
	Rates
	Epochs  int
	Batch   int // words
	Workers int // the batch is cut into so many parts; another number gives other roundings
	LR      float64
	Average float64 // share that the running mean of the weights keeps in a step; 0 for no mean
	Seed    uint64
	Log     io.Writer
}

// NewVocabulary collects the classes of the treebank; features that stand there once are left out.
func NewVocabulary(trees []syntax.Tree) *Vocabulary {
	count := [4]map[string]int{{}, {}, {}, {}}
	for _, t := range trees {
		for _, w := range t.Tokens {
			for i, s := range [4]string{w.Rel, w.XPOS, w.UPOS, clean(w.Feats)} {
				count[i][s]++
			}
		}
	}
	v := &Vocabulary{}
	for i, list := range [4]*[]string{&v.Labels, &v.XPOS, &v.UPOS, &v.Feats} {
		for s, n := range count[i] {
			if n > 1 && s != "_" {
				*list = append(*list, s)
			}
		}
		sort.Strings(*list)
	}
	return v
}

// Samples turns trees into what the network learns from.
func (v *Vocabulary) Samples(trees []syntax.Tree, freq map[string]int, known features.Filter) []*sample {
	id := [4]map[string]int{index(v.Labels), index(v.XPOS), index(v.UPOS), index(v.Feats)}
	find := func(i int, s string) int {
		if n, ok := id[i][s]; ok {
			return n
		}
		return -1
	}
	out := make([]*sample, 0, len(trees))
	for _, t := range trees {
		s := &sample{}
		for _, w := range t.Tokens {
			var r [features.Count]uint32
			features.RowsOf(w.Form, known, &r)
			s.rows = append(s.rows, r)
			s.head = append(s.head, w.Head+1)
			s.label = append(s.label, find(0, w.Rel))
			s.x = append(s.x, find(1, w.XPOS))
			s.u = append(s.u, find(2, w.UPOS))
			s.f = append(s.f, find(3, clean(w.Feats)))
			s.rare = append(s.rare, float32(1/(1+float64(freq[features.Normal(w.Form)]))))
		}
		out = append(out, s)
	}
	return out
}

func index(list []string) map[string]int {
	m := map[string]int{}
	for i, s := range list {
		m[s] = i
	}
	return m
}

// Frequencies counts the normal forms of words.
func Frequencies(trees []syntax.Tree) map[string]int {
	m := map[string]int{}
	for _, t := range trees {
		for _, w := range t.Tokens {
			m[features.Normal(w.Form)]++
		}
	}
	return m
}

// batches shuffles the samples and cuts them into batches of about so many words, each in parts of about one size for the workers.
func batches(samples []*sample, words, parts int, rng *rand.Rand) [][][]*sample {
	var out [][][]*sample
	cur, n, all := make([][]*sample, parts), make([]int, parts), 0
	for _, i := range rng.Perm(len(samples)) {
		k := 0
		for p := range n {
			if n[p] < n[k] {
				k = p
			}
		}
		cur[k] = append(cur[k], samples[i])
		n[k] += samples[i].len()
		if all += samples[i].len(); all >= words {
			out = append(out, cur)
			cur, n, all = make([][]*sample, parts), make([]int, parts), 0
		}
	}
	if all > words/2 {
		out = append(out, cur)
	}
	return out
}

// Fit trains the network. each is called after every epoch with the network as it stands, or with the running mean of its
// weights where one is kept (Polyak and Juditsky 1992), which is what the dev figures are of and what Fit leaves.
func Fit(n *Net, samples, dev []*sample, o Options, pretrain bool, each func(epoch int)) {
	workers := make([]*worker, o.Workers)
	for i := range workers {
		workers[i] = newWorker(n, o.Rates)
	}
	for _, w := range workers {
		w.pretrain = pretrain
	}
	rng := rand.New(rand.NewPCG(o.Seed, 7))
	opt := newAdam()
	mean := newMean(n, o.Average)
	total := 0
	for _, s := range samples {
		total += s.len()
	}
	steps := o.Epochs * (total/o.Batch + 1)
	warm := max(1, steps/25)
	step := 0
	begin := time.Now()
	for e := 0; e < o.Epochs; e++ {
		var sum losses
		for _, b := range batches(samples, o.Batch, o.Workers, rng) {
			seed := rng.Uint64()
			parallel(len(workers), func(k int) { workers[k].run(b[k], seed+uint64(k), true) })
			words := 0
			for _, w := range workers {
				words += w.loss.words
				sum.add(w.loss)
			}
			progress := min(1, float64(step)/float64(steps))
			lr := o.LR * min(1, float64(step+1)/float64(warm)) * (0.5 + 0.5*math.Cos(math.Pi*progress))
			opt.update(n, workers, float32(lr), 1/float32(max(1, words)))
			step++
			mean.follow(step)
			if pretrain && step%500 == 0 {
				fmt.Fprintf(o.Log, "  step %d of %d %s %.0fs\n", step, steps, sum, time.Since(begin).Seconds())
				sum = losses{}
				each(e)
			}
		}
		fmt.Fprintf(o.Log, "epoch %d train %s", e, sum)
		mean.swap()
		if len(dev) > 0 {
			fmt.Fprintf(o.Log, " | dev %s", evaluate(workers, dev))
		}
		fmt.Fprintf(o.Log, " | %.0fs\n", time.Since(begin).Seconds())
		if each != nil {
			each(e)
		}
		if e < o.Epochs-1 {
			mean.swap()
		}
	}
}

func evaluate(workers []*worker, dev []*sample) losses {
	var sum losses
	for from := 0; from < len(dev); from += 256 {
		part, m := dev[from:min(from+256, len(dev))], len(workers)
		parallel(m, func(k int) { workers[k].run(part[k*len(part)/m:(k+1)*len(part)/m], 1, false) })
		for _, w := range workers {
			sum.add(w.loss)
		}
	}
	return sum
}

func (l *losses) add(o losses) {
	l.arc, l.label, l.tag, l.mask = l.arc+o.arc, l.label+o.label, l.tag+o.tag, l.mask+o.mask
	l.words, l.heads, l.labels, l.both, l.tags, l.hits = l.words+o.words, l.heads+o.heads, l.labels+o.labels, l.both+o.both, l.tags+o.tags, l.hits+o.hits
}

func (l losses) String() string {
	n := float64(max(1, l.words))
	if l.mask > 0 {
		return fmt.Sprintf("mask %.3f hit %.2f", l.mask/n, 100*float64(l.hits)/n)
	}
	return fmt.Sprintf("loss %.3f %.3f %.3f heads %.2f both %.2f xpos %.2f", l.arc/n, l.label/n, l.tag/n,
		100*float64(l.heads)/n, 100*float64(l.both)/n, 100*float64(l.tags)/n)
}

// clean takes features off that say how a word was written, not what it is.
func clean(feats string) string {
	if feats == "" {
		return ""
	}
	var keep []byte
	for from := 0; from < len(feats); {
		to := from
		for to < len(feats) && feats[to] != '|' {
			to++
		}
		f := feats[from:to]
		if len(f) < 5 || f[:5] != "Typo=" {
			if len(keep) > 0 {
				keep = append(keep, '|')
			}
			keep = append(keep, f...)
		}
		from = to + 1
	}
	return string(keep)
}
