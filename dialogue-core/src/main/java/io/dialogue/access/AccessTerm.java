package io.dialogue.access;

import java.util.Locale;

import org.springframework.util.Assert;

/**
 * One word of a rule.
 */
public sealed interface AccessTerm {

	/**
	 * Whether this word lets somebody pass.
	 * @param requester who asks
	 * @param target what access is asked to
	 * @return {@code true} if it does
	 */
	boolean permits(Requester requester, AccessTarget target);

	/**
	 * Reads a word.
	 * @param word {@code anyone}, {@code authenticated}, {@code creator},
	 * {@code authority:X}, {@code user:X}, or {@code user:{variable}}
	 * @return the word
	 * @throws IllegalArgumentException if it is none of those
	 */
	static AccessTerm parse(String word) {
		int colon = word.indexOf(':');
		String argument = word.substring(colon + 1);
		return switch ((colon < 0) ? word : word.substring(0, colon + 1)) {
			case "anyone" -> Simple.ANYONE;
			case "authenticated" -> Simple.AUTHENTICATED;
			case "creator" -> Simple.CREATOR;
			case "authority:" -> new Authority(argument);
			case "user:" -> user(argument);
			default -> throw new IllegalArgumentException("'" + word + "' is no rule of access");
		};
	}

	private static AccessTerm user(String argument) {
		boolean variable = argument.startsWith("{") && argument.endsWith("}");
		return variable ? new Variable(argument.substring(1, argument.length() - 1)) : new User(argument);
	}

	/**
	 * Words without argument.
	 */
	enum Simple implements AccessTerm {

		/** Everybody passes. */
		ANYONE {
			@Override
			public boolean permits(Requester requester, AccessTarget target) {
				return true;
			}
		},

		/** Who is authenticated passes. */
		AUTHENTICATED {
			@Override
			public boolean permits(Requester requester, AccessTarget target) {
				return requester.authenticated();
			}
		},

		/** The user who created the room passes. */
		CREATOR {
			@Override
			public boolean permits(Requester requester, AccessTarget target) {
				return requester.userId().equals(target.createdById());
			}
		};

		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

	/**
	 * Who has an authority passes.
	 *
	 * @param name the authority
	 */
	record Authority(String name) implements AccessTerm {

		public Authority {
			Assert.hasText(name, "'authority:' needs the name of an authority, as in 'authority:admin'");
		}

		@Override
		public boolean permits(Requester requester, AccessTarget target) {
			return requester.authorities().contains(this.name);
		}

		@Override
		public String toString() {
			return "authority:" + this.name;
		}

	}

	/**
	 * One user passes.
	 *
	 * @param id the user's id
	 */
	record User(String id) implements AccessTerm {

		public User {
			Assert.hasText(id, "'user:' needs the id of a user, or a variable as in 'user:{userId}'");
			Assert.isTrue(id.indexOf('{') < 0 && id.indexOf('}') < 0,
					() -> "'user:" + id + "' mixes an id with a variable");
		}

		@Override
		public boolean permits(Requester requester, AccessTarget target) {
			return requester.userId().equals(this.id);
		}

		@Override
		public String toString() {
			return "user:" + this.id;
		}

	}

	/**
	 * The user passes whom a variable of the room's id names; nobody if the room has no
	 * such variable.
	 *
	 * @param name the variable's name
	 */
	record Variable(String name) implements AccessTerm {

		public Variable {
			Assert.isTrue(!name.isEmpty() && name.chars().allMatch(Character::isLetterOrDigit),
					() -> "'user:{" + name + "}' needs the name of a variable, as in 'user:{userId}'");
		}

		@Override
		public boolean permits(Requester requester, AccessTarget target) {
			return requester.userId().equals(target.variables().get(this.name));
		}

		@Override
		public String toString() {
			return "user:{" + this.name + "}";
		}

	}

}
