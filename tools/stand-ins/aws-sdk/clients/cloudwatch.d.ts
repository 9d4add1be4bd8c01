export type DimensionName = string;
export interface Dimension {
  Name: DimensionName;
  Value: string;
}
