//go:build !imhook_static

package imhook

// #cgo pkg-config: imhook
import "C"
