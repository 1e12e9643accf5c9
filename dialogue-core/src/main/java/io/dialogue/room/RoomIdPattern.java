package io.dialogue.room;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

/**
 * The pattern of the ids of a family of rooms, such as {@code game-{gameId}}: literal
 * characters of a {@link RoomId}, and variables in braces.
 * <p>
 * A variable stands for one or more letters, digits, {@code -}, {@code _}, {@code .} and
 * {@code @}, but never for {@code :}, nor for the character that follows it in the
 * pattern. Two variables have at least one literal character between them. So each id has
 * one reading only: in {@code chat-{from}-{to}}, {@code from} has no {@code -}.
 */
public final class RoomIdPattern {

	private static final Pattern PART = Pattern.compile("\\{([A-Za-z][A-Za-z0-9]*)}|([A-Za-z0-9:._@-])");

	private final String text;

	private final List<Part> parts;

	private final Pattern regex;

	private RoomIdPattern(String text, List<Part> parts) {
		this.text = text;
		this.parts = List.copyOf(parts);
		this.regex = Pattern.compile(parts.stream().map(Part::regex).collect(Collectors.joining()));
	}

	/**
	 * Whether a text is meant as a pattern, not as an id.
	 * @param text the text
	 * @return {@code true} if it has braces
	 */
	public static boolean isPattern(String text) {
		return text.indexOf('{') >= 0 || text.indexOf('}') >= 0;
	}

	/**
	 * Reads a pattern.
	 * @param text the pattern
	 * @return the pattern
	 * @throws IllegalArgumentException if it breaks the rules
	 */
	public static RoomIdPattern parse(String text) {
		List<Part> parts = new ArrayList<>();
		Matcher matcher = PART.matcher(text);
		int end = 0;
		while (matcher.find() && matcher.start() == end) {
			parts
				.add(new Part(matcher.group(1), (matcher.group(2) != null) ? matcher.group(2).charAt(0) : 0, (char) 0));
			end = matcher.end();
		}
		Assert.isTrue(end == text.length(), () -> "'" + text + "' has characters that no id of a room has, "
				+ "or a variable that is not like {gameId}");
		return new RoomIdPattern(text, bounded(text, parts));
	}

	private static List<Part> bounded(String text, List<Part> parts) {
		List<Part> bounded = new ArrayList<>();
		for (int i = 0; i < parts.size(); i++) {
			Part part = parts.get(i);
			Part next = (i + 1 < parts.size()) ? parts.get(i + 1) : null;
			Assert.isTrue(part.variable() == null || next == null || next.variable() == null,
					() -> "'" + text + "' has two variables without a character between them");
			bounded.add((next != null) ? new Part(part.variable(), part.literal(), next.literal()) : part);
		}
		List<String> names = bounded.stream().flatMap(Part::names).toList();
		Assert.notEmpty(names, () -> "'" + text + "' has no variable");
		Assert.isTrue(names.stream().distinct().count() == names.size(), () -> "'" + text + "' has a variable twice");
		return bounded;
	}

	/**
	 * Reads the variables of an id.
	 * @param roomId the id
	 * @return the values by name, in the order of the pattern, or {@code null} if the id
	 * does not match
	 */
	public @Nullable Map<String, String> match(String roomId) {
		if (roomId.length() > RoomId.MAX_LENGTH) {
			return null;
		}
		Matcher matcher = this.regex.matcher(roomId);
		if (!matcher.matches()) {
			return null;
		}
		Map<String, String> values = new LinkedHashMap<>();
		variables().forEach((name) -> values.put(name, matcher.group(values.size() + 1)));
		return Collections.unmodifiableMap(values);
	}

	/**
	 * Whether an id matches.
	 * @param roomId the id
	 * @return {@code true} if it does
	 */
	public boolean matches(String roomId) {
		return roomId.length() <= RoomId.MAX_LENGTH && this.regex.matcher(roomId).matches();
	}

	/**
	 * Writes an id.
	 * @param values the values of all variables, by name
	 * @return the id
	 * @throws IllegalArgumentException if a value is missing or has characters that the
	 * variable does not stand for, so that the id would be read otherwise
	 */
	public String expand(Map<String, String> values) {
		StringBuilder id = new StringBuilder();
		this.parts
			.forEach((part) -> id.append((part.variable() != null) ? values.get(part.variable()) : part.literal()));
		Assert.isTrue(values.equals(match(id.toString())),
				() -> "The values do not fit the variables of '" + this.text + "'");
		return id.toString();
	}

	/**
	 * The names of the variables.
	 * @return the names in the order of the pattern
	 */
	public List<String> variables() {
		return this.parts.stream().flatMap(Part::names).toList();
	}

	/**
	 * Whether there is an id that matches both patterns.
	 * @param other the other pattern
	 * @return {@code true} if there is one
	 */
	public boolean overlaps(RoomIdPattern other) {
		return new PatternOverlap(this.parts, other.parts).exists();
	}

	/**
	 * The regular expression of the ids, with one group for each variable.
	 * @return the expression
	 */
	public String regex() {
		return this.regex.pattern();
	}

	/**
	 * The pattern as it was read.
	 */
	@Override
	public String toString() {
		return this.text;
	}

	/**
	 * A character, or a variable that stands for several.
	 *
	 * @param variable the variable's name, or {@code null}
	 * @param literal the character, where it is no variable
	 * @param next the character that follows, which a variable does not stand for
	 */
	record Part(@Nullable String variable, char literal, char next) {

		private static final String SAFE = "[A-Za-z0-9._@-]";

		boolean accepts(char character) {
			return (this.variable != null) ? character != this.next && isSafe(character) : character == this.literal;
		}

		private static boolean isSafe(char character) {
			return character != ':' && PatternOverlap.ALPHABET.indexOf(character) >= 0;
		}

		Stream<String> names() {
			return Stream.ofNullable(this.variable);
		}

		String regex() {
			if (this.variable == null) {
				return escaped(this.literal);
			}
			return (this.next != 0) ? "((?:(?!" + escaped(this.next) + ")" + SAFE + ")+)" : "(" + SAFE + "+)";
		}

		private static String escaped(char character) {
			return (character == '.') ? "\\." : String.valueOf(character);
		}

	}

}
