// Package query is the search language.
package query
