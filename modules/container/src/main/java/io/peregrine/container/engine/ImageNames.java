package io.peregrine.container.engine;

import io.peregrine.container.metadata.Image;
import io.peregrine.event.ByteString;

/** The parts of an image's name: {@code registry:port/path/name:tag@digest}. */
public final class ImageNames {
    private static final String SHA = "sha256:";

    private ImageNames() {}

    /** An image of which its name alone is known. */
    public static Image image(String name) {
        return new Image(
                ByteString.of(name),
                ByteString.EMPTY,
                ByteString.of(repository(name)),
                ByteString.of(tag(name)),
                ByteString.EMPTY);
    }

    /** An image by what was asked for: a name, of which the tag may be left out, or an id, of which only the image itself tells the name. */
    static Image announced(String asked) {
        if (asked.isEmpty()) {
            return Image.NONE; // a container of a folder
        }
        boolean isId = withoutSha(asked).matches("[0-9a-f]{12,64}");
        boolean isTag = !isId && asked.indexOf('@') < 0;
        return new Image(
                ByteString.of(asked),
                ByteString.EMPTY,
                isId ? ByteString.EMPTY : ByteString.of(repository(asked)),
                isTag ? ByteString.of(tag(asked).isEmpty() ? "latest" : tag(asked)) : ByteString.EMPTY,
                ByteString.of(digest(asked)));
    }

    static String repository(String image) {
        String name = withoutDigest(image);
        int colon = tagSign(name);
        return colon < 0 ? name : name.substring(0, colon);
    }

    static String tag(String image) {
        String name = withoutDigest(image);
        int colon = tagSign(name);
        return colon < 0 ? "" : name.substring(colon + 1);
    }

    static String digest(String image) {
        int at = image.indexOf('@');
        return at < 0 ? "" : image.substring(at + 1);
    }

    static String withoutDigest(String image) {
        int at = image.indexOf('@');
        return at < 0 ? image : image.substring(0, at);
    }

    static String withoutSha(String id) {
        return id.startsWith(SHA) ? id.substring(SHA.length()) : id;
    }

    /** The colon behind the last slash: one before it belongs to a port. */
    private static int tagSign(String name) {
        return name.indexOf(':', name.lastIndexOf('/') + 1);
    }
}
