package imhook;

import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import java.lang.reflect.Field;

/** Prints the layout of the mapped structs: the bytes that turn zero with a field are the field. */
final class Layout {
    public static void main(String[] arguments) throws ReflectiveOperationException {
        print("imhook_buf", new Library.Buf());
        print("imhook_request", new Library.Request());
    }

    private static void print(String name, Structure struct) throws ReflectiveOperationException {
        System.out.println(name + " of " + struct.size());
        for (String field : struct.getClass().getAnnotation(Structure.FieldOrder.class).value()) {
            Pointer memory = struct.getPointer();
            memory.setMemory(0, struct.size(), (byte) 0xFF);
            struct.writeField(field, zero(struct.getClass().getField(field)));
            int first = 0;
            while (memory.getByte(first) != 0) {
                first++;
            }
            int end = first;
            while (end < struct.size() && memory.getByte(end) == 0) {
                end++;
            }
            System.out.println(name + "." + field + " at " + first + " of " + (end - first));
        }
    }

    private static Object zero(Field field) {
        if (field.getType() == Library.SizeT.class) {
            return new Library.SizeT(0);
        }
        return field.getType() == long.class ? 0L : null;
    }
}
