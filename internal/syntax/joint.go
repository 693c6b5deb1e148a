package syntax

// What an unsure label costs an arc: half of what the best label lacks of a lead of seven over the second, where another
// head is within five of the best (all in natural logarithms).
const (
	rivalry   = 5 * ArcScale * ArcScale
	sureLead  = 7
	labelCost = 0.5 * ArcScale * ArcScale
)

// joint takes from the scores of rival heads of a word what their labels are unsure of: a wrong head often has no label
// that fits. t is the number of positions, h the output of the hidden layers.
func (n *network) joint(t int, h []float32) {
	for word := 1; word < t; word++ {
		row := n.scores[word*t : (word+1)*t]
		best := -1
		for head, v := range row {
			if head != word && (best < 0 || v > row[best]) {
				best = head
			}
		}
		rivals := n.rivals[:0]
		for head, v := range row {
			if head != word && row[best]-v <= rivalry {
				rivals = append(rivals, head)
			}
		}
		n.rivals = rivals
		if len(rivals) > 1 {
			n.doubt(word, rivals, row, h)
		}
	}
}

// doubt lowers the scores of the heads by what their best labels lack.
func (n *network) doubt(word int, heads []int, row []int32, h []float32) {
	for k, lead := range n.leads(word, heads, h) {
		if lead < sureLead {
			row[heads[k]] -= int32(labelCost * (sureLead - lead))
		}
	}
}

// leads says for every head of the word by how much its best label leads.
func (n *network) leads(word int, heads []int, h []float32) []float32 {
	m := n.m
	lb, width, out := m.Label, m.head.out, m.label.out
	off := 2*m.Arc + m.Tag
	x := grow(&n.hidden, len(heads)*lb)
	for k, g := range heads {
		n.set.Quantise(x[k*lb:(k+1)*lb], h[word*width+off:word*width+off+lb], h[g*width+off+lb:g*width+off+2*lb], HiddenScale, 0, 32767)
	}
	o := grow(&n.labels, len(heads)*out)
	n.set.Dense(len(heads), lb, out, x, lb, m.label.w, m.label.scale, m.label.bias, o)
	leads := grow(&n.lead, len(heads))
	for k, g := range heads {
		leads[k] = m.lead(o[k*out:k*out+len(m.Labels)], g == 0)
	}
	return leads
}

// lead is how far the best label stands before all others. Only a child of the root has the label "root".
func (m *model) lead(row []float32, root bool) float32 {
	top, second := -1, -1
	for i, v := range row {
		if root == (m.Labels[i] == "root") && (top < 0 || v > row[top]) {
			top = i
		}
	}
	for i, v := range row {
		if i != top && (second < 0 || v > row[second]) {
			second = i
		}
	}
	return row[top] - row[second]
}
