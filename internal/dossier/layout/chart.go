package layout

import (
	"bytes"
	"fmt"
	"html"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"strings"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"

	"entente/internal/dossier"
)

// svg draws the bars: cooperation upwards, conflict downwards, with a title for those who cannot see them.
func svg(bars []dossier.Bar) string {
	if len(bars) < 2 {
		return ""
	}
	const wide, up, down, foot = 1040.0, 90.0, 45.0, 20.0
	tallest := 1
	for _, b := range bars {
		tallest = max(tallest, b.Up, b.Down)
	}
	step := wide / float64(len(bars))
	unit := min(up, down*2) / float64(tallest)
	var s strings.Builder
	fmt.Fprintf(&s, `<svg viewBox="0 0 %.0f %.0f" role="img" aria-label="%s"><title>%s</title>`, wide, up+down+foot,
		"Acts by year", html.EscapeString(fmt.Sprintf("Acts of cooperation (up) and of conflict (down) by year, %s to %s", bars[0].Year, bars[len(bars)-1].Year)))
	every := max(1, len(bars)/12)
	for i, b := range bars {
		x := float64(i) * step
		if b.Up > 0 {
			fmt.Fprintf(&s, `<rect class="up" x="%.1f" y="%.1f" width="%.1f" height="%.1f"><title>%s: %d of cooperation</title></rect>`, x+step*.15, up-float64(b.Up)*unit, step*.7, float64(b.Up)*unit, b.Year, b.Up)
		}
		if h := min(float64(b.Down)*unit, down); b.Down > 0 {
			fmt.Fprintf(&s, `<rect class="down" x="%.1f" y="%.1f" width="%.1f" height="%.1f"><title>%s: %d of conflict</title></rect>`, x+step*.15, up, step*.7, h, b.Year, b.Down)
		}
		if i%every == 0 {
			fmt.Fprintf(&s, `<text x="%.1f" y="%.1f" text-anchor="middle">%s</text>`, x+step/2, up+down+foot-4, b.Year)
		}
	}
	fmt.Fprintf(&s, `<line x1="0" x2="%.0f" y1="%.0f" y2="%.0f"/></svg>`, wide, up, up)
	return s.String()
}

// The picture of the chart, in pixels.
const pictureWide, pictureUp, pictureDown, pictureFoot = 1440, 200, 90, 40

// picture draws the bars as PNG: cooperation upwards, conflict downwards; nil where there are fewer than two years. The same
// bars give the same bytes.
func picture(bars []dossier.Bar) ([]byte, error) {
	if len(bars) < 2 {
		return nil, nil
	}
	canvas := image.NewRGBA(image.Rect(0, 0, pictureWide, pictureUp+pictureDown+pictureFoot))
	draw.Draw(canvas, canvas.Bounds(), image.White, image.Point{}, draw.Src)
	face, err := opentype.Parse(goregular.TTF)
	if err != nil {
		return nil, fmt.Errorf("draw chart: %w", err)
	}
	letters, err := opentype.NewFace(face, &opentype.FaceOptions{Size: 22, DPI: 72})
	if err != nil {
		return nil, fmt.Errorf("draw chart: %w", err)
	}
	defer letters.Close()
	tallest := 1
	for _, b := range bars {
		tallest = max(tallest, b.Up, b.Down*2)
	}
	fill := func(x0, y0, x1, y1 int, c [3]int) {
		draw.Draw(canvas, image.Rect(x0, y0, x1, y1), image.NewUniform(shade(c)), image.Point{}, draw.Src)
	}
	every := max(1, len(bars)/12)
	for i, b := range bars {
		from, to := i*pictureWide/len(bars), (i+1)*pictureWide/len(bars)
		gap := (to - from) * 15 / 100
		fill(from+gap, pictureUp-b.Up*pictureUp/tallest, to-gap, pictureUp, blue)
		fill(from+gap, pictureUp, to-gap, pictureUp+min(b.Down*pictureUp/tallest, pictureDown), red)
		if i%every == 0 {
			d := font.Drawer{Dst: canvas, Src: image.NewUniform(shade(grey)), Face: letters}
			width := d.MeasureString(b.Year)
			at := fixed.I((from+to)/2) - width/2
			d.Dot = fixed.Point26_6{X: min(max(at, 0), fixed.I(pictureWide)-width), Y: fixed.I(pictureUp + pictureDown + 28)}
			d.DrawString(b.Year)
		}
	}
	fill(0, pictureUp-1, pictureWide, pictureUp+1, grey)
	var out bytes.Buffer
	if err := png.Encode(&out, canvas); err != nil {
		return nil, fmt.Errorf("draw chart: %w", err)
	}
	return out.Bytes(), nil
}

func shade(c [3]int) color.RGBA { return color.RGBA{uint8(c[0]), uint8(c[1]), uint8(c[2]), 255} }
