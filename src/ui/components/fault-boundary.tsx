import { Component, type ReactNode } from 'react';
import { plainText } from '../../model/text.ts';

type FaultBoundaryProps = {
  readonly children: ReactNode;
  /** Shown in the place of the children from when they cannot be drawn. */
  readonly fallback: (message: string) => ReactNode;
  readonly onFault: (error: unknown) => void;
};

type FaultBoundaryState = { readonly message: string | null };

/**
 * Keeps what cannot be drawn to its own place. A class, as React has no hook for it; drawn anew when its key changes.
 */
export class FaultBoundary extends Component<FaultBoundaryProps, FaultBoundaryState> {
  override state: FaultBoundaryState = { message: null };

  static getDerivedStateFromError(error: unknown): FaultBoundaryState {
    return { message: plainText(error instanceof Error ? error.message : String(error)) };
  }

  override componentDidCatch(error: unknown): void {
    this.props.onFault(error);
  }

  override render(): ReactNode {
    const { message } = this.state;
    return message === null ? this.props.children : this.props.fallback(message);
  }
}
