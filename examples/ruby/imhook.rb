# frozen_string_literal: true

# The C ABI through fiddle, of Ruby's standard library: one Imhook::Receiver per process.

require "fiddle/import"
require "json"

module Imhook
  module Library
    extend Fiddle::Importer
    dlload "libimhook.so.1"

    ABI_VERSION = 1
    Buf = struct ["void *data", "size_t len"]
    Request = struct [
      "const char *method", "size_t method_len",
      "const char *target", "size_t target_len",
      "const char *headers", "size_t headers_len",
      "const char *body", "size_t body_len",
      "long long now_ms"
    ]

    extern "unsigned int imhook_abi_version()"
    extern "int imhook_receiver_new(const char *, size_t, void *, void *)"
    extern "void imhook_receiver_free(void *)"
    extern "int imhook_receive(void *, void *, void *, void *)"
    extern "void imhook_buf_free(void *)"

    found = imhook_abi_version
    raise LoadError, "libimhook.so.1 has ABI #{found}, expected #{ABI_VERSION}" unless found == ABI_VERSION
  end

  # Why something was refused; http_status is what to answer.
  class Refusal < StandardError
    attr_reader :status, :name, :hint, :http_status

    def initialize(json)
      error = JSON.parse(json).fetch("error")
      super(error.fetch("message"))
      @status, @name, @hint, @http_status = error.values_at("status", "name", "hint", "http_status")
    end
  end

  class Receiver
    def initialize(config)
      # The pointer frees what it holds when it is collected.
      made = Fiddle::Pointer.malloc(Fiddle::SIZEOF_VOIDP, Fiddle::RUBY_FREE)
      fill { |_, error| Library.imhook_receiver_new(config, config.bytesize, made, error) }
      @handle = made.ptr
      @handle.free = Library["imhook_receiver_free"]
    end

    # The delivery as JSON. The headers are raw lines, "Name: value", each ended by CR LF or LF.
    def receive(method:, target:, headers:, body:, now_ms: 0)
      parts = { method: method, target: target, headers: headers, body: body }
      request = Library::Request.malloc(Fiddle::RUBY_FREE)
      parts.each do |name, bytes|
        request[name.to_s] = bytes
        request["#{name}_len"] = bytes.bytesize
      end
      request.now_ms = now_ms
      fill { |delivery, error| Library.imhook_receive(@handle, request, delivery, error) }
    end

    private

    # The text that a call puts into the first of two buffers; both are freed whatever happens.
    def fill
      delivery = Library::Buf.malloc(Fiddle::RUBY_FREE)
      error = Library::Buf.malloc(Fiddle::RUBY_FREE)
      [delivery, error].each { |buf| buf.data, buf.len = nil, 0 }
      raise Refusal, text(error) unless yield(delivery, error).zero?

      text(delivery)
    ensure
      Library.imhook_buf_free(delivery)
      Library.imhook_buf_free(error)
    end

    def text(buf)
      buf.data.null? ? "" : buf.data[0, buf.len].force_encoding(Encoding::UTF_8)
    end
  end
end
