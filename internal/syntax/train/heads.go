package train

import "math"

// heads runs the scorers of arcs, labels and tags on the last layer's output, counts their losses and, in training, fills
// dxn and the gradients.
func (w *worker) heads(train bool) {
	n := w.net
	d, a, lb, tg := n.Dim, n.Arc, n.Label, n.Tag
	width := 2*a + tg + 2*lb
	h := grow(&w.head, w.t*width)
	for t := 0; t < w.t; t++ {
		copy(h[t*width:], n.headB.w)
	}
	gemm(w.t, width, d, rows(w.xn[n.Layers], d), rows(n.headW.w, width), h, width, &w.pack)
	f := grow(&w.headDrop, w.t*width)
	w.dropout(f, w.rates.Head)
	for t := 0; t < w.t; t++ {
		row, f := h[t*width:t*width+width], f[t*width:t*width+width]
		for j := range row {
			if j < 2*a+tg && row[j] < 0 {
				row[j], f[j] = 0, 0
			} else if j < 2*a+tg {
				row[j] *= f[j]
			} else {
				f[j] = 1
			}
		}
	}
	dh := grow(&w.dhead, w.t*width)
	clear(dh)
	w.tagHead(h, dh, width, train)
	w.labelHead(h, dh, width, train)
	w.arcHead(h, dh, width, train)
	if !train {
		return
	}
	for i := range dh {
		dh[i] *= f[i]
	}
	w.accumulate(n.headW, n.headB, w.xn[n.Layers], d, dh, width, w.t)
	gemm(w.t, d, width, rows(dh, width), rows(n.headW.w, width).t(), w.dxn, d, &w.pack)
}

// softmax turns scores into the gradient of the cross entropy with the gold class, and returns the loss and the best class.
func softmax(s []float32, gold int, weight, smooth float32) (float64, int) {
	best := 0
	for i, v := range s {
		if v > s[best] {
			best = i
		}
	}
	top, sum := s[best], float32(0)
	goldScore := s[gold]
	for i, v := range s {
		e := exp(v - top)
		s[i] = e
		sum += e
	}
	loss := float64(top-goldScore) + math.Log(float64(sum))
	k := weight / sum
	for i := range s {
		s[i] *= k
	}
	if smooth > 0 {
		even := weight * smooth / float32(len(s))
		for i := range s {
			s[i] -= even
		}
	}
	s[gold] -= weight * (1 - smooth)
	return loss, best
}

// exp is e to the power of x, for x not above 0.
func exp(x float32) float32 {
	if x < -80 {
		return 0
	}
	y := x * 1.44269504
	k := math.Floor(float64(y))
	f := y - float32(k)
	p := 1 + f*(0.69314718+f*(0.24022651+f*(0.05550411+f*(0.00961813+f*(0.00133336+f*0.00015403)))))
	return p * math.Float32frombits(uint32(127+int32(k))<<23)
}

func (w *worker) tagHead(h, dh []float32, width int, train bool) {
	n := w.net
	off, tg, nt := 2*n.Arc, n.Tag, pad16(n.Voc.tags())
	o := grow(&w.tagOut, w.t*nt)
	for t := 0; t < w.t; t++ {
		copy(o[t*nt:], n.tagB.w)
	}
	x := view{h[off:], width, 1}
	gemm(w.t, nt, tg, x, rows(n.tagW.w, nt), o, nt, &w.pack)
	nx, nu := len(n.Voc.XPOS), len(n.Voc.UPOS)
	for i, s := range w.batch {
		clear(o[w.starts[i]*nt : w.starts[i]*nt+nt])
		for k := range s.rows {
			row := o[(w.starts[i]+1+k)*nt : (w.starts[i]+2+k)*nt]
			spans := [3][]float32{row[:nx], row[nx : nx+nu], row[nx+nu : n.Voc.tags()]}
			clear(row[n.Voc.tags():])
			for j, gold := range [3]int{s.x[k], s.u[k], s.f[k]} {
				if gold < 0 {
					clear(spans[j])
					continue
				}
				loss, best := softmax(spans[j], gold, w.rates.Tags, w.rates.Smooth)
				w.loss.tag += loss
				if j == 0 && best == gold {
					w.loss.tags++
				}
			}
		}
	}
	if !train {
		return
	}
	gemm(tg, nt, w.t, x.t(), rows(o, nt), w.grad[n.tagW.index], nt, &w.pack)
	b := w.grad[n.tagB.index]
	for t := 0; t < w.t; t++ {
		add(b, o[t*nt:t*nt+nt])
	}
	gemm(w.t, tg, nt, rows(o, nt), rows(n.tagW.w, nt).t(), dh[off:], width, &w.pack)
}

func (w *worker) labelHead(h, dh []float32, width int, train bool) {
	n := w.net
	lb, nl := n.Label, pad16(len(n.Voc.Labels))
	dOff := 2*n.Arc + n.Tag
	hOff := dOff + lb
	hid := grow(&w.labelHid, w.t*lb)
	for i, s := range w.batch {
		at := w.starts[i]
		clear(hid[at*lb : at*lb+lb])
		for k, head := range s.head {
			x, y := h[(at+1+k)*width+dOff:(at+1+k)*width+dOff+lb], h[(at+head)*width+hOff:(at+head)*width+hOff+lb]
			o := hid[(at+1+k)*lb : (at+2+k)*lb]
			for j := range o {
				o[j] = max(0, x[j]+y[j])
			}
		}
	}
	o := grow(&w.labelOut, w.t*nl)
	for t := 0; t < w.t; t++ {
		copy(o[t*nl:], n.labelB.w)
	}
	gemm(w.t, nl, lb, rows(hid, lb), rows(n.labelW.w, nl), o, nl, &w.pack)
	w.right = append(w.right[:0], make([]bool, w.t)...)
	for i, s := range w.batch {
		clear(o[w.starts[i]*nl : (w.starts[i]+1)*nl])
		for k, gold := range s.label {
			row := o[(w.starts[i]+1+k)*nl : (w.starts[i]+2+k)*nl]
			clear(row[len(n.Voc.Labels):])
			if gold < 0 {
				clear(row)
				continue
			}
			loss, best := softmax(row[:len(n.Voc.Labels)], gold, 1, w.rates.Smooth)
			w.loss.label += loss
			w.right[w.starts[i]+1+k] = best == gold
			if best == gold {
				w.loss.labels++
			}
		}
	}
	if !train {
		return
	}
	w.accumulate(n.labelW, n.labelB, hid, lb, o, nl, w.t)
	dHid := grow(&w.dHid, w.t*lb)
	clear(dHid)
	gemm(w.t, lb, nl, rows(o, nl), rows(n.labelW.w, nl).t(), dHid, lb, &w.pack)
	w.labelBack(hid, dHid, dh, width, dOff, hOff)
}

// labelBack hands the gradients of the labels back to each word and its head.
func (w *worker) labelBack(hid, dHid, dh []float32, width, dOff, hOff int) {
	lb := w.net.Label
	for i, s := range w.batch {
		at := w.starts[i]
		for k, head := range s.head {
			x, y := dh[(at+1+k)*width+dOff:(at+1+k)*width+dOff+lb], dh[(at+head)*width+hOff:(at+head)*width+hOff+lb]
			g, v := dHid[(at+1+k)*lb:(at+2+k)*lb], hid[(at+1+k)*lb:(at+2+k)*lb]
			for j := range g {
				if v[j] > 0 {
					x[j] += g[j]
					y[j] += g[j]
				}
			}
		}
	}
}

// arcHead scores every head for every word: query of the word times key of the head.
func (w *worker) arcHead(h, dh []float32, width int, train bool) {
	n := w.net
	a := n.Arc
	q, dq := grow(&w.q, w.t*a), grow(&w.dq, w.t*a)
	for t := 0; t < w.t; t++ {
		copy(q[t*a:], n.arcB.w)
	}
	gemm(w.t, a, a, view{h, width, 1}, rows(n.arcU.w, a), q, a, &w.pack)
	clear(dq)
	for i, smp := range w.batch {
		at, m := w.starts[i], smp.len()
		ld := pad16(m)
		s := grow(&w.s, m*ld)
		clear(s)
		keys := view{h[at*width+a:], width, 1}
		gemm(m, m, a, rows(q[at*a:], a), keys.t(), s, ld, &w.pack)
		clear(s[:ld])
		for k, gold := range smp.head {
			row := s[(k+1)*ld : (k+1)*ld+ld]
			clear(row[m:])
			if smp.label[k] < 0 {
				clear(row)
				continue
			}
			row[k+1] = -1e4
			loss, best := softmax(row[:m], gold, 1, 0)
			w.loss.words++
			w.loss.arc += loss
			if best == gold {
				w.loss.heads++
				if w.right[at+1+k] {
					w.loss.both++
				}
			}
		}
		if !train {
			continue
		}
		gemm(m, a, m, rows(s, ld), keys, dq[at*a:], a, &w.pack)
		gemm(m, a, m, rows(s, ld).t(), rows(q[at*a:], a), dh[at*width+a:], width, &w.pack)
	}
	if !train {
		return
	}
	gemm(a, a, w.t, view{h, 1, width}, rows(dq, a), w.grad[n.arcU.index], a, &w.pack)
	b := w.grad[n.arcB.index]
	for t := 0; t < w.t; t++ {
		add(b, dq[t*a:t*a+a])
	}
	gemm(w.t, a, a, rows(dq, a), rows(n.arcU.w, a).t(), dh, width, &w.pack)
}

// maskHead predicts the masked words from the last layer's output.
func (w *worker) maskHead(train bool) {
	n := w.net
	d, nv := n.Dim, n.maskW.cols
	m := len(w.masked)
	x, o := grow(&w.mx, m*d), grow(&w.mo, m*nv)
	for k, t := range w.masked {
		copy(x[k*d:k*d+d], w.xn[n.Layers][t*d:t*d+d])
		copy(o[k*nv:], n.maskB.w)
	}
	gemm(m, nv, d, rows(x, d), rows(n.maskW.w, nv), o, nv, &w.pack)
	k := 0
	for i, s := range w.batch {
		for k < m && w.masked[k] < w.starts[i]+s.len() {
			loss, best := softmax(o[k*nv:k*nv+nv], s.target[w.masked[k]-w.starts[i]-1], 1, 0)
			w.loss.mask += loss
			w.loss.words++
			if best == s.target[w.masked[k]-w.starts[i]-1] {
				w.loss.hits++
			}
			k++
		}
	}
	if !train || m == 0 {
		return
	}
	w.accumulate(n.maskW, n.maskB, x, d, o, nv, m)
	dm := grow(&w.dmx, m*d)
	clear(dm)
	gemm(m, d, nv, rows(o, nv), rows(n.maskW.w, nv).t(), dm, d, &w.pack)
	for k, t := range w.masked {
		copy(w.dxn[t*d:t*d+d], dm[k*d:k*d+d])
	}
}
