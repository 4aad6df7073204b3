module github.com/imhook/imhook/bindings/go

go 1.24
