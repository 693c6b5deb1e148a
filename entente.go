// Package entente is the vocabulary of a reader of international relations: a document goes in, and what comes out
// is a record of who did what to whom, who said it, which figures were given, and what stands between states.
//
// The records here are plain values. Every stage of the program takes what earlier stages found and returns what it
// found itself; nothing is changed after it was returned. Two contracts leave the program: the Analysis, a pure function
// of one document (schema "entente.analysis/1"), and the corpus rows, a function of the set of documents
// ("entente.corpus/1").
//
// Inside the program every Span counts bytes of UTF-8. The public record counts Unicode code points; Encode and Decode
// are the only two places where one becomes the other.
package entente
