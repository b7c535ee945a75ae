import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Adds what is not from Maven (the runtime and the native libraries) to the bill of materials that the CycloneDX plugin wrote, and prints the
 * licences that are named in it. Run by packaging/build: {@code java Components.java BOM OUT NAME=VERSION=LICENCE...}.
 */
final class Components {
    private static final Pattern LICENCE = Pattern.compile("\"license\"\\s*:\\s*\\{\\s*\"(?:id|name)\"\\s*:\\s*\"([^\"]+)\"");

    public static void main(String[] arguments) throws IOException {
        String bom = Files.readString(Path.of(arguments[0]));
        List<String> added = new ArrayList<>();
        for (int i = 2; i < arguments.length; i++) {
            String[] part = arguments[i].split("=");
            added.add("    {\n      \"type\" : \"library\",\n      \"bom-ref\" : \"native/" + part[0] + "\",\n      \"name\" : \"" + part[0]
                    + "\",\n      \"version\" : \"" + part[1] + "\",\n      \"licenses\" : [ { \"license\" : { \"id\" : \"" + part[2]
                    + "\" } } ]\n    },\n");
        }
        Matcher start = Pattern.compile("(?m)^  \"components\" : \\[\\s*").matcher(bom);
        if (!start.find()) {
            throw new IOException(arguments[0] + " has no list of components");
        }
        String whole = bom.substring(0, start.end()) + "\n" + String.join("", added) + bom.substring(start.end());
        Files.writeString(Path.of(arguments[1]), whole, StandardCharsets.UTF_8);
        TreeSet<String> licences = new TreeSet<>();
        LICENCE.matcher(whole).results().forEach(result -> licences.add(result.group(1)));
        licences.forEach(System.out::println);
    }
}
