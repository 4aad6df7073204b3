package imhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Paths;

/** Repeat CONFIG BODY NOW_MS COUNT: receives a body that often, every other time a day too late. */
final class Repeat {
    public static void main(String[] arguments) throws IOException, Refusal {
        byte[] body = Files.readAllBytes(Paths.get(arguments[1]));
        long nowMs = Long.parseLong(arguments[2]);
        int count = Integer.parseInt(arguments[3]);
        int refused = 0;
        try (Receiver receiver = new Receiver(new String(Files.readAllBytes(Paths.get(arguments[0])), UTF_8))) {
            for (int i = 0; i < count; i++) {
                try {
                    receiver.receive("POST", "/hook", "Content-Type: application/json\r\n", body, nowMs + i % 2 * 86400000);
                } catch (Refusal refusal) {
                    refused++;
                }
            }
        }
        System.exit(refused == count / 2 ? 0 : 1);
    }
}
