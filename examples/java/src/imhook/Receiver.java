package imhook;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import imhook.Library.Buf;
import imhook.Library.Request;
import imhook.Library.SizeT;

/** One configured endpoint. Any number of threads may receive with it; close it when none does any more. */
public final class Receiver implements AutoCloseable {
    private static final Library LIBRARY = Library.load();

    private Pointer handle;

    public Receiver(String config) throws Refusal {
        byte[] json = config.getBytes(UTF_8);
        PointerByReference made = new PointerByReference();
        Buf error = new Buf();
        try {
            check(LIBRARY.imhook_receiver_new(json, new SizeT(json.length), made, error), error);
        } finally {
            LIBRARY.imhook_buf_free(error);
        }
        handle = made.getValue();
    }

    /**
     * Verifies, decrypts and parses a request.
     *
     * @param headers raw lines, "Name: value", each ended by CR LF or LF
     * @param nowMs Unix milliseconds to judge freshness by; 0 is the system clock
     * @return the delivery as JSON
     */
    public String receive(String method, String target, String headers, byte[] body, long nowMs) throws Refusal {
        Buf delivery = new Buf();
        Buf error = new Buf();
        try (Memory methodBytes = copy(method.getBytes(ISO_8859_1));
                Memory targetBytes = copy(target.getBytes(ISO_8859_1));
                Memory headerBytes = copy(headers.getBytes(ISO_8859_1));
                Memory bodyBytes = copy(body)) {
            Request request = new Request();
            request.method = methodBytes;
            request.method_len = new SizeT(method.length());
            request.target = targetBytes;
            request.target_len = new SizeT(target.length());
            request.headers = headerBytes;
            request.headers_len = new SizeT(headers.length());
            request.body = bodyBytes;
            request.body_len = new SizeT(body.length);
            request.now_ms = nowMs;
            check(LIBRARY.imhook_receive(handle, request, delivery, error), error);
            return new String(delivery.bytes(), UTF_8);
        } finally {
            LIBRARY.imhook_buf_free(delivery);
            LIBRARY.imhook_buf_free(error);
        }
    }

    @Override
    public void close() {
        LIBRARY.imhook_receiver_free(handle);
        handle = null;
    }

    /** Native memory that holds the bytes, and at least one, for JNA allocates nothing of size 0. */
    private static Memory copy(byte[] bytes) {
        Memory memory = new Memory(Math.max(bytes.length, 1));
        memory.write(0, bytes, 0, bytes.length);
        return memory;
    }

    private static void check(int status, Buf error) throws Refusal {
        if (status != 0) {
            throw new Refusal(new String(error.bytes(), UTF_8));
        }
    }
}
