package imhook;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/** Why something was refused; {@link #httpStatus} is what to answer. */
public final class Refusal extends Exception {
    public final int status;
    public final String name;
    public final String hint;
    public final int httpStatus;

    Refusal(String json) {
        this(JsonParser.parseString(json).getAsJsonObject().getAsJsonObject("error"));
    }

    private Refusal(JsonObject error) {
        super(error.get("message").getAsString());
        status = error.get("status").getAsInt();
        name = error.get("name").getAsString();
        hint = error.has("hint") ? error.get("hint").getAsString() : "";
        httpStatus = error.get("http_status").getAsInt();
    }
}
