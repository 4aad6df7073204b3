package imhook;

/** Prints the layout of the mapped structs. */
final class Layout {
    private static final class Buf extends Library.Buf {
        void print() {
            System.out.println("imhook_buf of " + size());
            for (String field : getFieldOrder()) {
                System.out.println("imhook_buf." + field + " at " + fieldOffset(field));
            }
        }
    }

    private static final class Request extends Library.Request {
        void print() {
            System.out.println("imhook_request of " + size());
            for (String field : getFieldOrder()) {
                System.out.println("imhook_request." + field + " at " + fieldOffset(field));
            }
        }
    }

    public static void main(String[] arguments) {
        new Buf().print();
        new Request().print();
    }
}
