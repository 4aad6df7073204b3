package imhook;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Paths;

/** Receive CONFIG CALLBACK NOW_MS: prints the events of a recorded HTTP request, and the answer that its platform waits for. */
final class Receive {
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, "UTF-8");
        String config = new String(Files.readAllBytes(Paths.get(arguments[0])), UTF_8);
        try (Receiver receiver = new Receiver(config)) {
            print(receive(receiver, Files.readAllBytes(Paths.get(arguments[1])), Long.parseLong(arguments[2])), out);
        } catch (Refusal refusal) {
            PrintStream err = new PrintStream(System.err, true, "UTF-8");
            err.printf("refused: %s (%d)\n  %s\n", refusal.name, refusal.status, refusal.getMessage());
            if (!refusal.hint.isEmpty()) {
                err.printf("  hint: %s\n", refusal.hint);
            }
            err.printf("answer %d\n", refusal.httpStatus);
            System.exit(1);
        }
    }

    /** Splits the recorded request into its parts, which a server has at hand, and receives it. */
    private static JsonObject receive(Receiver receiver, byte[] message, long nowMs) throws Refusal {
        String text = new String(message, ISO_8859_1); // A char for each byte.
        int line = text.indexOf("\r\n");
        int head = text.indexOf("\r\n\r\n");
        String[] words = text.substring(0, line).split(" ");
        byte[] body = text.substring(head + 4).getBytes(ISO_8859_1);
        String delivery = receiver.receive(words[0], words[1], text.substring(line + 2, head + 2), body, nowMs);
        return JsonParser.parseString(delivery).getAsJsonObject();
    }

    private static void print(JsonObject delivery, PrintStream out) {
        for (JsonElement element : delivery.getAsJsonArray("events")) {
            JsonObject event = element.getAsJsonObject();
            out.printf("%s %s\n", event.get("type").getAsString(), event.get("id").getAsString());
            JsonObject message = event.getAsJsonObject("message");
            if (message != null && message.has("text")) {
                out.printf("  %s\n", message.get("text").getAsString());
            }
        }
        JsonObject reply = delivery.getAsJsonObject("reply");
        out.printf("answer %d %s %s\n", reply.get("status").getAsInt(), reply.get("content_type").getAsString(), reply.get("body").getAsString());
    }
}
