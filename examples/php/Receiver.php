<?php

declare(strict_types=1);

namespace Imhook;

use FFI;
use FFI\CData;
use RuntimeException;

/** Why something was refused; `httpStatus` is what to answer. */
final class Refusal extends RuntimeException
{
    public readonly string $name;
    public readonly string $hint;
    public readonly int $httpStatus;

    public function __construct(string $json)
    {
        $error = json_decode($json, true, flags: JSON_THROW_ON_ERROR)['error'];
        parent::__construct($error['message'], $error['status']);
        $this->name = $error['name'];
        $this->hint = $error['hint'] ?? '';
        $this->httpStatus = $error['http_status'];
    }
}

/** One configured endpoint, through PHP's FFI. */
final class Receiver
{
    private const ABI_VERSION = 1;

    private readonly FFI $library;
    private readonly CData $handle;

    public function __construct(string $config)
    {
        $this->library = self::library();
        $handle = $this->library->new('imhook_receiver *');
        $error = $this->library->new('imhook_buf');
        try {
            $status = $this->library->imhook_receiver_new($config, strlen($config), FFI::addr($handle), FFI::addr($error));
            if ($status !== 0) {
                throw new Refusal(self::text($error));
            }
        } finally {
            $this->library->imhook_buf_free(FFI::addr($error));
        }
        $this->handle = $handle;
    }

    public function __destruct()
    {
        if (isset($this->handle)) {
            $this->library->imhook_receiver_free($this->handle);
        }
    }

    /** The delivery of a request as JSON. The headers are raw lines, "Name: value", each ended by CR LF or LF. */
    public function receive(string $method, string $target, string $headers, string $body, int $nowMs = 0): string
    {
        $request = $this->library->new('imhook_request');
        $parts = [];
        foreach (compact('method', 'target', 'headers', 'body') as $name => $bytes) {
            $length = strlen($bytes);
            if ($length > 0) {
                // A field of a struct takes no PHP string, so each part is copied to memory that lives until this returns.
                $parts[] = $copy = $this->library->new("uint8_t[$length]");
                FFI::memcpy($copy, $bytes, $length);
                $request->$name = $this->library->cast($name === 'body' ? 'uint8_t *' : 'char *', FFI::addr($copy));
                $request->{$name . '_len'} = $length;
            }
        }
        $request->now_ms = $nowMs;

        $delivery = $this->library->new('imhook_buf');
        $error = $this->library->new('imhook_buf');
        try {
            $status = $this->library->imhook_receive($this->handle, FFI::addr($request), FFI::addr($delivery), FFI::addr($error));
            if ($status !== 0) {
                throw new Refusal(self::text($error));
            }
            return self::text($delivery);
        } finally {
            $this->library->imhook_buf_free(FFI::addr($delivery));
            $this->library->imhook_buf_free(FFI::addr($error));
        }
    }

    private static function text(CData $buf): string
    {
        return FFI::string($buf->data, $buf->len);
    }

    /**
     * Under a web server PHP lets only preloaded code use FFI, which takes three lines of php.ini: ffi.preload names imhook.h,
     * opcache.preload this file, opcache.preload_user the server's user. On the command line nothing need be preloaded.
     */
    private static function library(): FFI
    {
        static $library;
        if ($library === null) {
            $library = PHP_SAPI === 'cli' ? FFI::load(__DIR__ . '/imhook.h') : FFI::scope('IMHOOK');
            $found = $library->imhook_abi_version();
            if ($found !== self::ABI_VERSION) {
                throw new RuntimeException("libimhook.so.1 has ABI $found, expected " . self::ABI_VERSION);
            }
        }
        return $library;
    }
}
