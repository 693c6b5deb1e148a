package quantities

import (
	"strings"

	"entente/internal/numerals"
)

// prefixUnit takes the currency sign before the number.
func (r *Reader) prefixUnit(it []Item, q *Quantity) {
	row, at := r.Symbols.Before(it, q.Num)
	if row == nil {
		return
	}
	if w := it[at]; w.Kind == numerals.Word && (q.Num-at == 1 && !r.capitals(w) || !w.Upper || len(w.Text) == 1 && !it[at+1].Glued) {
		if !it[q.Num-1].Is("$") {
			return
		}
		row, at = []string{"$", "USD"}, q.Num-1 // "a $5,000 bond" is not in Australian dollars
	}
	q.Unit, q.Dim, q.From, q.Prefix = row[1], "money", at, true
}

// capitals reports whether a currency code is printed in capitals; "us" and "rs" need that.
func (r *Reader) capitals(w Item) bool { return w.Upper && !w.Is("us") }

// suffixUnit takes the unit after the number.
func (r *Reader) suffixUnit(it []Item, q *Quantity) {
	k := q.To
	if k < len(it) && it[k].Is("-") && it[k].Glued && k+1 < len(it) && it[k+1].Glued {
		if row, n := r.Units.From(it, k+1); row != nil {
			q.setUnit(row, n)
			return
		}
		if it[k+1].Is("strong") && q.Unit == "" {
			q.Unit, q.Dim, q.To = "{person}", "count", k+2
			return
		}
		if it[k+1].Is("pound", "pounds") && q.Unit == "" && q.To == q.Num+1 {
			q.Unit, q.Dim, q.To = "[lb_av]", "mass", k+2
			return
		}
		if row, n := r.Money.From(it, k+1); row != nil {
			q.setMoney(row[1])
			q.To = n
			return
		}
		return
	}
	if q.Vague && k < len(it) && it[k].Is("of") {
		k++
	}
	if row, n := r.Money.From(it, k); row != nil && !(it[k].Kind == numerals.Mark && n < len(it) && it[n].Kind == numerals.Number && it[n].Glued) && (q.Unit == "" || q.Dim == "money") && !(q.Prefix && it[k].Is("real", "mark", "marks", "won", "sum", "dong", "som", "rand")) {
		if q.Unit == "" {
			if it[k].Is("real", "won", "sum", "rand", "pound") && !it[k].Glued && q.Value != nil && it[k].Is("won", "real") && k+1 < len(it) && it[k+1].Kind == numerals.Word && it[k+1].Is("the", "a", "time", "estate") {
				return
			}
			q.setMoney(row[1])
		}
		q.To = n
		return
	}
	if q.Dim == "money" {
		return
	}
	if row, n := r.Units.From(it, k); row != nil && !(row[2] == "money" && q.Unit != "") && it[k].Kind != numerals.Ordinal {
		if row[0] == "pounds" && r.weighed(it, q, n) {
			row = []string{row[0], "[lb_av]", "mass"}
		}
		q.setUnit(row, n)
	}
}

// setUnit takes the unit of a row that ends before item n.
func (q *Quantity) setUnit(row []string, n int) {
	q.Unit, q.Dim, q.To = row[1], row[2], n
	if u, per, ok := strings.Cut(q.Dim, "/"); ok {
		q.Dim, q.Per = u, per
	}
}

// weighed reports whether pounds are a weight: "weighs 200 pounds", "300 pounds of explosives".
func (r *Reader) weighed(it []Item, q *Quantity, n int) bool {
	for k := q.From - 1; k >= 0 && k >= q.From-4; k-- {
		if it[k].Is("weigh", "weighs", "weighed", "weighing", "weight", "lost", "gained") {
			return true
		}
	}
	for k := n; k < len(it) && k < n+5; k++ {
		if k == n && !it[k].Is("of") {
			return false
		}
		if r.Role(it[k].Text, "substance") {
			return true
		}
	}
	return false
}

func (q *Quantity) setMoney(code string) {
	code, q.Cents = strings.CutSuffix(code, "/100")
	q.Unit, q.Dim = code, "money"
}

// operator takes the words of bound before and after the quantity.
func (r *Reader) operator(it []Item, q *Quantity) {
	from := q.From
	if from > 0 && it[from-1].Is("a", "the", "another", "further") && !it[from].Is("a") {
		if row, _ := r.Pre.Before(it, from-1); row != nil && it[from-1].Is("a") {
			from--
		}
	}
	row, at := r.Pre.Before(it, from)
	if row != nil && !(row[0] == "some" && q.Dim == "percent") && !(row[0] == "over" && q.Dim == "time") && !r.idle(it, row, at) {
		q.Op, q.From = row[1], at
		if row2, at2 := r.Pre.Before(it, at); row2 != nil && row2[1] == row[1] {
			q.From = at2
		}
	} else if row != nil && row[0] == "over" && q.Dim == "time" && at > 0 && it[at-1].Is("for", "since", "of", "lasted", "spent", "after", "took") {
		q.Op, q.From = row[1], at
	}
	if row, n := r.Post.From(it, q.To); row != nil && q.Op == "=" && !it[q.To].Upper {
		q.Op, q.To = row[1], n
	}
	if q.Vague && q.Op == "=" {
		q.Op = "~"
	}
	if q.Low != nil && q.Op != "~" {
		q.Op = "="
	}
}

// rate takes "per day", "a year", "annually".
func (r *Reader) Rate(it []Item, q *Quantity) {
	k := q.To
	if k+2 < len(it) && it[k].Is("per") && it[k+1].Kind == numerals.Number && it[k+1].Int > 1 {
		if row, n := r.Units.From(it, k+2); row != nil {
			q.Per, q.To = it[k+1].Digits+"."+row[1], n
		}
		return
	}
	if k+1 < len(it) && (it[k].Is("per", "a", "an", "every", "each") || it[k].Is("/")) {
		if row, n := r.Units.From(it, k+1); row != nil && (row[2] == "time" || row[2] == "volume" || row[2] == "mass") && !it[k+1].Date || row != nil && row[2] == "time" {
			q.Per, q.To = row[1], n
		}
		return
	}
	if k+2 < len(it) && it[k].Is("of") && (q.Dim == "mass" || q.Dim == "volume" || q.Dim == "energy") { // "77 million tonnes of gas a year"
		for n := k + 2; n < len(it) && n < k+5; n++ {
			if it[n].Is("per", "a", "each", "every") && n+1 < len(it) {
				if row, _ := r.Units.From(it, n+1); row != nil && row[2] == "time" {
					q.Per = row[1]
				}
				return
			}
			if it[n].Is("annually", "yearly") {
				q.Per = "a"
				return
			}
		}
		return
	}
	if k < len(it) {
		switch it[k].Text {
		case "annually", "yearly":
			q.Per, q.To = "a", k+1
		case "daily":
			q.Per, q.To = "d", k+1
		case "monthly":
			q.Per, q.To = "mo", k+1
		}
	}
}
