package clean
import ("testing";"os";"fmt";"path/filepath";"entente")
func TestZZ(t *testing.T){
 c,err:=New(); if err!=nil {t.Fatal(err)}
 files,_:=filepath.Glob(os.Getenv("ZZ"))
 out,_:=os.Create("/tmp/clean/docs.txt")
 for _,f:=range files{
 b,_:=os.ReadFile(f)
 docs,fails:=c.Clean(entente.Page{Source:f,Raw:b})
 for _,d:=range docs{
  fmt.Fprintf(out,"##### %s\ntitle=%q authors=%q pub=%q repub=%q url=%q date=%+v lang=%s genre=%s speaker=%q told=%v country=%s\n",f,d.Title,d.Authors,d.Publisher,d.Republisher,d.URL,d.Published,d.Language,d.Genre,d.SpeakerName,d.Told,d.Country)
  for _,p:=range d.Parts { fmt.Fprintf(out,"[%s|%s] %s\n",p.Kind,p.Label,p.Span.In(d.Text)) }
  for _,x:=range d.Dropped { fmt.Fprintf(out,"  -%s: %q\n",x.Reason,x.Span.In(d.Decoded)) }
  a:=entente.Analysis{Document:d}
  if err:=a.CheckSpans(); err!=nil {t.Error(f,err)}
 }
 for _,x:=range fails { fmt.Fprintln(out,"FAIL",x) }
 }}
