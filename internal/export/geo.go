package export

import (
	"encoding/json"
	"io"
)

type feature struct {
	Type       string         `json:"type"`
	ID         string         `json:"id"`
	Geometry   geometry       `json:"geometry"`
	Properties map[string]any `json:"properties"`
}

type geometry struct {
	Type        string     `json:"type"`
	Coordinates [2]float64 `json:"coordinates"` // longitude, latitude
}

// writeGeoJSON writes RFC 7946.
func writeGeoJSON(w io.Writer, d *Data) error {
	features := []feature{}
	for _, r := range d.events() {
		p := r.Event.Place
		if p == nil || p.Lat == 0 && p.Lon == 0 {
			continue
		}
		properties := map[string]any{"kind": r.Event.Kind, "status": r.Event.Status, "actors": sideOf(r, "actor").names(), "recipients": sideOf(r, "recipient").names(),
			"place": p.Name, "country": p.Country, "quote": r.Quote, "document": r.Document.ID, "source": address(r.Document)}
		if r.Event.Type != "" {
			properties["type"] = r.Event.Type
		}
		if r.Event.Date != nil {
			properties["date"] = r.Event.Date.EDTF
		}
		features = append(features, feature{"Feature", r.ID(), geometry{"Point", [2]float64{p.Lon, p.Lat}}, properties})
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e.Encode(map[string]any{"type": "FeatureCollection", "features": features})
}
