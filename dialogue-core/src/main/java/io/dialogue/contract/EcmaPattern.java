package io.dialogue.contract;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Regular expressions of Java that mean the same in ECMAScript, which JSON Schema uses.
 */
final class EcmaPattern {

	/** Longer ones are not looked at. */
	private static final int MAX_LENGTH = 500;

	/**
	 * A sequence of what both read alike: characters, plain escapes, simple classes, and
	 * groups and quantifiers without Java's own extensions. Unlike in ECMAScript, classes
	 * in Java can nest and intersect, and quantifiers be possessive.
	 */
	private static final Pattern COMMON = Pattern.compile("""
			(?x)
			(?: [^\\\\\\[\\](){}*+?.|^$/]
			| \\\\ (?: [dDwWtnrf] | u [0-9a-fA-F]{4} | x [0-9a-fA-F]{2} | [^a-zA-Z0-9] )
			| \\[ \\^? (?: [^\\\\\\[\\]&] | \\\\ (?: [dDwWtnrf] | u [0-9a-fA-F]{4} | [^a-zA-Z0-9] ) )+ \\]
			| \\( (?: \\?[:=!] | (?! \\? ) ) | \\) | [.|^$/]
			| (?: [*+?] | \\{ [0-9]+ (?: , [0-9]* )? \\} ) \\?? (?! [+] )
			)*
			""");

	/** White space as Java knows it; ECMAScript knows more. */
	private static final String WHITE_SPACE = " \\t\\n\\u000B\\f\\r";

	private EcmaPattern() {
	}

	/**
	 * A pattern that finds what a Java pattern matches as a whole.
	 * @return the pattern, or {@code null} if it might mean something else
	 */
	static @Nullable String matching(String regexp) {
		String pattern = withoutWhiteSpaceClasses(regexp);
		boolean common = pattern.length() <= MAX_LENGTH && COMMON.matcher(pattern).matches();
		return common ? "^(?:" + pattern + ")$" : null;
	}

	private static String withoutWhiteSpaceClasses(String regexp) {
		StringBuilder pattern = new StringBuilder();
		boolean inClass = false;
		for (int i = 0; i < regexp.length(); i++) {
			char next = regexp.charAt(i);
			if (next == '\\' && i + 1 < regexp.length()) {
				i++;
				boolean space = regexp.charAt(i) == 's';
				pattern.append(space ? (inClass ? WHITE_SPACE : "[" + WHITE_SPACE + "]") : "\\" + regexp.charAt(i));
			}
			else {
				inClass = (next == '[') || (inClass && next != ']');
				pattern.append(next);
			}
		}
		return pattern.toString();
	}

}
