module github.com/imhook/imhook/examples/go

go 1.24

require (
	github.com/imhook/imhook/bindings/go v0.0.0
	github.com/mattn/go-sqlite3 v1.14.53
)

replace github.com/imhook/imhook/bindings/go => ../../bindings/go
