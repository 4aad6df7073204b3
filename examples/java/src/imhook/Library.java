package imhook;

import com.sun.jna.IntegerType;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;
import com.sun.jna.ptr.PointerByReference;

/** The C ABI as JNA maps it. Java programs use {@link Receiver}. */
public interface Library extends com.sun.jna.Library {
    int ABI_VERSION = 1;

    int imhook_abi_version();

    int imhook_receiver_new(byte[] config, SizeT configLength, PointerByReference receiver, Buf error);

    void imhook_receiver_free(Pointer receiver);

    int imhook_receive(Pointer receiver, Request request, Buf delivery, Buf error);

    void imhook_buf_free(Buf buf);

    /** As wide as C's size_t, which is no Java type. */
    class SizeT extends IntegerType {
        public SizeT() {
            this(0);
        }

        public SizeT(long value) {
            super(Native.SIZE_T_SIZE, value, true);
        }
    }

    /** Bytes of the library's: free them by this very struct. */
    @FieldOrder({"data", "len"})
    class Buf extends Structure {
        public Pointer data;
        public SizeT len = new SizeT();

        byte[] bytes() {
            return data == null ? new byte[0] : data.getByteArray(0, len.intValue());
        }
    }

    @FieldOrder({"method", "method_len", "target", "target_len", "headers", "headers_len", "body", "body_len", "now_ms"})
    class Request extends Structure {
        public Pointer method;
        public SizeT method_len = new SizeT();
        public Pointer target;
        public SizeT target_len = new SizeT();
        public Pointer headers;
        public SizeT headers_len = new SizeT();
        public Pointer body;
        public SizeT body_len = new SizeT();
        public long now_ms;
    }

    /** The installed library, if it has the ABI that is mapped here. */
    static Library load() {
        Library library = Native.load("libimhook.so.1", Library.class);
        int found = library.imhook_abi_version();
        if (found != ABI_VERSION) {
            throw new UnsatisfiedLinkError("libimhook.so.1 has ABI " + found + ", expected " + ABI_VERSION);
        }
        return library;
    }
}
