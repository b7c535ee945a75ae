package io.peregrine.app.linked;

import java.util.ArrayList;
import java.util.List;

/** Switches over types and records of every shape, and what they answer; needs nothing but the JDK. */
public final class Sample {
    private Sample() {}

    /** A closed set of shapes, with a switch in an interface. */
    public sealed interface Shape permits Circle, Square, Group, Nothing {
        /** Its name. */
        static String name(Shape shape) {
            return switch (shape) {
                case Circle circle when circle.radius() > 10 -> "large circle";
                case Circle circle -> "circle " + circle.radius();
                case Square(double side, var name) when name.isEmpty() -> "square " + side;
                case Square(double side, var name) -> name;
                case Group(Circle first, var rest) -> "circle and " + rest.size();
                case Group group -> "group";
                case Nothing nothing -> "nothing";
            };
        }
    }

    record Circle(int radius) implements Shape {}

    record Square(double side, String name) implements Shape {}

    record Group(Shape first, List<Shape> rest) implements Shape {}

    record Nothing() implements Shape {}

    record Everything(
            boolean truth,
            byte small,
            char letter,
            short shorter,
            int number,
            long longer,
            float single,
            double twice,
            int[] array,
            Object any) {}

    record Pair<A, B>(A first, B second) {}

    enum Colour {
        RED,
        GREEN
    }

    private static String any(Object value) {
        return switch (value) {
            case null -> "null";
            case String text when text.length() > 3 -> "long text";
            case String text -> text;
            case Integer number -> "number " + number;
            case int[] numbers -> "numbers " + numbers.length;
            case Colour colour when colour == Colour.RED -> "red";
            case Pair<?, ?>(String first, Integer second) -> first + second;
            case Pair<?, ?> pair -> "pair";
            default -> "other";
        };
    }

    private static String text(Object value) {
        return switch (value) {
            case Colour.GREEN -> "green";
            case Colour colour -> "colour";
            case String text -> text;
            default -> "other";
        };
    }

    /** What all of them say. */
    public static List<String> answers() {
        List<String> answers = new ArrayList<>();
        for (Shape shape : List.of(
                new Circle(11),
                new Circle(3),
                new Square(1.5, ""),
                new Square(1.5, "tile"),
                new Group(new Circle(1), List.of()),
                new Group(new Nothing(), List.of()),
                new Nothing())) {
            answers.add(Shape.name(shape));
        }
        Object[] values = {
            null, "four", "one", 7, new int[2], Colour.RED, Colour.GREEN, new Pair<>("a", 1), new Pair<>("a", "b"), 1L
        };
        for (Object value : values) {
            answers.add(any(value));
        }
        answers.add(text(Colour.GREEN) + text(Colour.RED) + text("x") + text(1));
        try {
            Shape.name(null);
        } catch (NullPointerException e) {
            answers.add("no shape");
        }
        compare(answers);
        return answers;
    }

    private static void compare(List<String> answers) {
        int[] array = {1};
        List<Object> records = List.of(
                new Everything(true, (byte) -1, 'x', (short) 2, 3, 1L << 40, Float.NaN, -0.0, array, "any"),
                new Everything(true, (byte) -1, 'x', (short) 2, 3, 1L << 40, Float.NaN, -0.0, array, "any"),
                new Everything(true, (byte) -1, 'x', (short) 2, 3, 1L << 40, Float.NaN, 0.0, array, "any"),
                new Everything(true, (byte) -1, 'x', (short) 2, 3, 1L << 41, Float.NaN, -0.0, array, "any"),
                new Everything(false, (byte) -1, 'x', (short) 2, 3, 1L << 40, Float.NaN, -0.0, array, "any"),
                new Everything(true, (byte) -1, 'x', (short) 2, 3, 1L << 40, Float.NaN, -0.0, array.clone(), "any"),
                new Pair<>(null, "b"),
                new Pair<>(null, "b"),
                new Pair<>("a", null),
                new Nothing(),
                new Nothing(),
                new Circle(3),
                "no record");
        for (Object one : records) {
            StringBuilder row = new StringBuilder();
            for (Object other : records) {
                row.append(one.equals(other) ? '=' : '.');
            }
            row.append(one.equals(null) ? '=' : '.');
            answers.add(row.toString());
        }
        answers.add(Integer.toString(
                new Everything(true, (byte) -1, 'x', (short) 2, 3, 1L << 40, Float.NaN, -0.0, null, "any").hashCode()));
        answers.add(new Nothing().hashCode() + " " + new Pair<>(null, "b").hashCode() + " " + new Circle(3));
    }
}
