package web

import "net/http"

func (s *Server) api(*http.ServeMux) {}
