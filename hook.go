package entente

// A Hook is an address that is told what is new, by a signed request.
type Hook struct {
	ID      string `json:"id"` // "k:…", from the address and what it is told of
	Address string `json:"address"`
	View    string `json:"view,omitempty"`    // id of the saved view whose news it is told; "" for all
	Secret  string `json:"secret"`            // with which requests are signed
	Private bool   `json:"private,omitempty"` // the address may be one of a private network
	Who     string `json:"who"`
	When    string `json:"when"`             // RFC 3339, UTC
	Told    string `json:"told,omitempty"`   // up to which moment it was told, RFC 3339, UTC
	Failed  string `json:"failed,omitempty"` // what went wrong the last time
}
