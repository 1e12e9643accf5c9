package io.dialogue.event;

/**
 * A JSON number with a fraction or an exponent, as it is written. For one thread; may be
 * used for one number after the other.
 */
final class NumberText {

	/** Digits that a double always keeps. */
	private static final int DOUBLE_DIGITS = 15;

	/** Doubles with more of them before the point are written with an exponent. */
	private static final int MAX_INTEGER_DIGITS = 7;

	/** The same for zeros behind the point, where none but zero is before it. */
	private static final int MAX_LEADING_ZEROS = 2;

	/** Enough to tell that an exponent is too large. */
	private static final long ENDLESS = 1_000_000_000_000L;

	private char[] chars = new char[0];

	private int position;

	private int end;

	private boolean negative;

	private int integerDigits;

	private int fractionDigits;

	/** Zeros before the first digit that is none, the point left out. */
	private int leadingZeros;

	private boolean exponential;

	private long exponent;

	/**
	 * Reads a number.
	 * @param text holds it, in the grammar of JSON
	 * @param offset where it begins
	 * @param length its length
	 */
	void read(char[] text, int offset, int length) {
		this.chars = text;
		this.position = offset;
		this.end = offset + length;
		this.leadingZeros = 0;
		this.negative = skip('-');
		this.integerDigits = digits(0);
		this.fractionDigits = skip('.') ? digits(this.integerDigits) : 0;
		this.exponential = skip('e') || skip('E');
		this.exponent = this.exponential ? exponent() : 0;
	}

	private boolean skip(char character) {
		boolean found = this.position < this.end && this.chars[this.position] == character;
		this.position += found ? 1 : 0;
		return found;
	}

	private int digits(int before) {
		int start = this.position;
		while (this.position < this.end && this.chars[this.position] >= '0' && this.chars[this.position] <= '9') {
			if (this.chars[this.position] == '0' && this.leadingZeros == before + this.position - start) {
				this.leadingZeros++;
			}
			this.position++;
		}
		return this.position - start;
	}

	private long exponent() {
		boolean below = skip('-');
		if (!below) {
			skip('+');
		}
		long value = 0;
		for (; this.position < this.end; this.position++) {
			value = Math.min(ENDLESS, value * 10 + this.chars[this.position] - '0');
		}
		return below ? -value : value;
	}

	/**
	 * How many digits stand behind the decimal point.
	 * @return the scale; negative for zeros before it
	 */
	long scale() {
		return this.fractionDigits - this.exponent;
	}

	/**
	 * Whether a double is the same number, and is written with the same digits.
	 * @return {@code true} if nothing is lost; also for the negative zero, which only a
	 * double knows
	 */
	boolean isDouble() {
		return isOrdinary() || (this.negative && isZero());
	}

	private boolean isZero() {
		return this.leadingZeros == this.integerDigits + this.fractionDigits;
	}

	private boolean isOrdinary() {
		boolean shortEnough = this.integerDigits <= MAX_INTEGER_DIGITS
				&& this.integerDigits + this.fractionDigits <= DOUBLE_DIGITS;
		return shortEnough && !this.exponential && this.fractionDigits > 0 && (this.fractionDigits == 1
				|| (this.chars[this.end - 1] != '0' && this.leadingZeros - 1 <= MAX_LEADING_ZEROS));
	}

}
