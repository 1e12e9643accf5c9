package io.dialogue.access;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

import org.springframework.util.Assert;

/**
 * Who may do something: whoever passes one of the rule's words. Immutable.
 *
 * @param terms the words; nobody passes if there is none
 */
public record AccessRule(List<AccessTerm> terms) {

	/** Everybody passes. */
	public static final AccessRule ANYONE = new AccessRule(List.of(AccessTerm.Simple.ANYONE));

	/** Nobody passes; the server may do everything anyway. */
	public static final AccessRule NOBODY = new AccessRule(List.of());

	/** The user who created the room passes. */
	public static final AccessRule CREATOR = new AccessRule(List.of(AccessTerm.Simple.CREATOR));

	private static final String NOBODY_WORD = "nobody";

	public AccessRule {
		terms = List.copyOf(terms);
	}

	/**
	 * Reads a rule.
	 * @param words the words, of which one is enough to pass: those of
	 * {@link AccessTerm#parse}, or {@code nobody} alone
	 * @return the rule
	 * @throws IllegalArgumentException if a word is none, or if there is none
	 */
	public static AccessRule of(String... words) {
		return of(List.of(words));
	}

	/**
	 * Reads a rule.
	 * @param words the words, of which one is enough to pass: those of
	 * {@link AccessTerm#parse}, or {@code nobody} alone
	 * @return the rule
	 * @throws IllegalArgumentException if a word is none, or if there is none
	 */
	public static AccessRule of(Collection<String> words) {
		Assert.notEmpty(words, "A rule of access needs a word, such as 'anyone'");
		if (words.contains(NOBODY_WORD)) {
			Assert.isTrue(words.size() == 1, "'nobody' stands alone in a rule of access");
			return NOBODY;
		}
		return new AccessRule(words.stream().map(AccessTerm::parse).toList());
	}

	/**
	 * Whether somebody passes.
	 * @param requester who asks
	 * @param target what access is asked to
	 * @return {@code true} if one of the words lets it pass
	 */
	public boolean permits(Requester requester, AccessTarget target) {
		for (int i = 0; i < this.terms.size(); i++) {
			if (this.terms.get(i).permits(requester, target)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * The authorities that the rule names.
	 * @return their names
	 */
	public List<String> authorities() {
		return terms(AccessTerm.Authority.class).map(AccessTerm.Authority::name).toList();
	}

	/**
	 * The variables of room ids that the rule names.
	 * @return their names
	 */
	public List<String> variables() {
		return terms(AccessTerm.Variable.class).map(AccessTerm.Variable::name).toList();
	}

	private <T extends AccessTerm> Stream<T> terms(Class<T> type) {
		return this.terms.stream().filter(type::isInstance).map(type::cast);
	}

	@Override
	public String toString() {
		return this.terms.isEmpty() ? NOBODY_WORD
				: String.join(", ", this.terms.stream().map(String::valueOf).toList());
	}

}
